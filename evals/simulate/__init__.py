"""Customers made up from an agenda: they want something, wander, correct themselves, and are played by the thousand."""
