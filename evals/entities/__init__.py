"""``parley eval entities`` and ``parley eval tone``: what the shipped engine reads in labelled messages."""
