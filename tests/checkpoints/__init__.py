"""Parked conversations of every released state version, and the proof that this version goes on from them."""
