"""Listens: one reading of what the customer wrote, and what it tells of the customer."""
