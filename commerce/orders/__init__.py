"""Orders: placed once, whatever is repeated, and never for more than there is."""
