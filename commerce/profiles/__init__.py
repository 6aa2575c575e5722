"""What is known of a customer, field by field, each with where it came from."""
