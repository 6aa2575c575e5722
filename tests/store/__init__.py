"""Tests of the database, what stands on it, and the bus beside it."""
