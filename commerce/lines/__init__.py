"""Lines that customers write to, and whether anything may be sent on them."""
