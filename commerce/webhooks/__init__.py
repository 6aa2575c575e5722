"""Bodies of webhooks, kept as they came until they are worked."""
