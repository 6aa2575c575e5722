"""How much there is of a thing, and how old that figure is."""
