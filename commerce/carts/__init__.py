"""The cart of a conversation: one open at a time."""
