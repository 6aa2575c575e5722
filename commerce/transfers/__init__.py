"""A conversation that goes on over another channel, by a code that is used once."""
