"""What customers want to be sent, by channel."""
