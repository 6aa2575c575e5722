"""A conversation in a few lines: for its customer, and for the sales team."""
