"""The list of conversations, as people look through it."""
