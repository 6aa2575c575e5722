"""Storms that were and warnings that are."""
