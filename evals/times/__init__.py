"""``parley eval times``: how many phrases of a file are read as the times that they name."""
