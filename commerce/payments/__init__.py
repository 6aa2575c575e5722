"""What customers pay: links bound to an order's exact amount, and the events that tell what became of them."""
