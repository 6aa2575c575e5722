"""A stock system that answers over HTTP with JSON."""
