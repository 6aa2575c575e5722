"""Tests of what single vendors do beyond their port's contract."""
