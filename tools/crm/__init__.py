"""Where the sales team keeps its contacts and leads."""
