"""How long after the model a customer reads, and what Parley itself takes of a turn."""
