"""Electronic mail to customers and to the team."""
