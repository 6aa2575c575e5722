"""Reading the pictures that customers send: a plate, a part's code, a VIN."""
