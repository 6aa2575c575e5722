"""Conversations: begun from a page or a channel, owned by the bot or a person, ended."""
