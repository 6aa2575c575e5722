"""Conversations on channels that others carry: whom they are with, on which line, and until when."""
