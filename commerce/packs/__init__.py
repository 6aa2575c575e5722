"""A tenant's pack: who the business is, what it sells and how it talks, as checked data."""
