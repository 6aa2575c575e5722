"""Composes: one message from everything that the agents found, with at most one question."""
