"""A business as a tenant of the house: its row, its people, its hours."""
