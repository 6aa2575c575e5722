"""Visitors of the pages: recognised by a token, known by a business that vouches for them, brought by a touch."""
