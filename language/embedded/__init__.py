"""The embedded engine: no key, no network, the same bytes for the same input."""
