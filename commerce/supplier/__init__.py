"""The supplier's own catalogue, read again from time to time."""
