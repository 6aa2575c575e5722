"""Tests of the loaders: what is read, what is left out, what is refused."""
