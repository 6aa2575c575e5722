"""What things cost: exact to the minor unit, explained step by step."""
