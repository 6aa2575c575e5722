"""HTTP routes. Each parses, calls one function, answers."""
