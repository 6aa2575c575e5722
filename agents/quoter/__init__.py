"""Prices and quotes: every figure comes from the catalogue, through the pricing room."""
