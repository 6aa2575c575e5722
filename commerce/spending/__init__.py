"""What a tenant has spent on a model."""
