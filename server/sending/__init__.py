"""Messages on their way to customers, by the channel that each conversation is held on."""
