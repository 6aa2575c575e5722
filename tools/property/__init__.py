"""What public records and price services know of a house."""
