"""Orders hidden in what customers and content bring in, and a model that obeys every one of them."""
