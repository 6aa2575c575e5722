"""Replies to an action that waits for a yes: what the shipped engine takes them for."""
