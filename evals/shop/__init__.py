"""What the catalogue finds and how long it takes, on parts and questions that are generated."""
