"""Answers to questions about the content: are they there, are they from the right page, is ignorance admitted."""
