"""Vendors' keys of a tenant, sealed."""
