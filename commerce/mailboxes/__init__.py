"""How far mailboxes have been read."""
