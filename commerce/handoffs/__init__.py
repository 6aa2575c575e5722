"""Conversations that wait for a person, each with its whole story."""
