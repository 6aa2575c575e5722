"""A customer's cart: one open at a time, whatever the channel or the device."""
