"""The domain, noun by noun."""
