"""Hands over to a person, with the whole story."""
