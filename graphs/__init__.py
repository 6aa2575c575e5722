"""The sales graph, and the life of a turn around it."""
