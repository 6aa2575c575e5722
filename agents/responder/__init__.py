"""Answers from the business's own content, with the source; says so where the content does not tell."""
