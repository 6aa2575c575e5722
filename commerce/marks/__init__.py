"""Reactions, edits and deletions of messages, as their channel told them."""
