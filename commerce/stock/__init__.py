"""How many are left. The count never goes below zero, whoever buys at the same moment."""
