"""What is sold: found by name, by code, by the vehicle it fits, by what the home is worth."""
