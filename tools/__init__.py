"""What touches the outside world, one room a kind: a port, an in-memory implementation, one folder a vendor."""
