"""Keys that let a program in: of one business, for some of its work, shown once."""
