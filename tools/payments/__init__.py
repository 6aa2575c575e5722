"""Getting paid: links that customers open, and the events that tell what became of them."""
