"""What a customer wants, told apart: which things, how many of each, and what has to be asked first."""
