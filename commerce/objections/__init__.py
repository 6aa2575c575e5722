"""What customers doubted aloud, what they were answered, and what became of it."""
