"""Webhooks in any order, split, merged and repeated leave the same rows; and how fast they are acknowledged."""
