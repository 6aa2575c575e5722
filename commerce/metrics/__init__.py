"""How conversations turn into business, counted from the rows."""
