"""Where an order goes: brought to an address, or picked up at a branch."""
