"""Contacts: one person, the many ids by which channels know them, and two that prove to be one."""
