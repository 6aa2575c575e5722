"""Who holds a conversation, and until when."""
