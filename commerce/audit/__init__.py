"""The trail of who did what: written and read, never changed."""
