"""Quotes: lines priced by code, valid until a day, accepted or not."""
