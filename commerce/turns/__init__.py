"""Turns that were run, with the facts that they rested on."""
