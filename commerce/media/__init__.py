"""Pictures and files that customers sent."""
