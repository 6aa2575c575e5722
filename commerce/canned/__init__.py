"""Replies that people have ready, by name."""
