"""What a message names: one file a family, each with ``find(text, world)``."""
