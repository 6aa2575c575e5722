"""Qualifies: scores the lead from what is known, and asks for what is missing when it is natural."""
