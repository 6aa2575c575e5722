"""What was said in conversations, one row a message."""
