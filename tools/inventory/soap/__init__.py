"""A stock system that answers over SOAP."""
