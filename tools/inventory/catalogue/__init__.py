"""The catalogue of a stock system: a file at an address."""
