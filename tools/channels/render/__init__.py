"""One reply, as each channel may show it: length, choices, formatting, links, and whether it may go out at all."""
