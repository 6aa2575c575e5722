"""What else may suit a customer, each with its reason: only what is there, and what fits."""
