"""Sells: finds what fits, recommends, answers objections, takes orders."""
