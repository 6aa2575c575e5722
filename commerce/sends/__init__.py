"""What left by a channel and what became of it."""
