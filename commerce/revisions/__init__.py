"""What a business changed of its pack in the console, revision by revision; any of them can be in use."""
