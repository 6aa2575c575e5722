"""The tests, in the shape of the source they test."""
