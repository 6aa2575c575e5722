"""Approved texts with which a customer may be written to at any time."""
