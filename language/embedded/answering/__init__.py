"""Answers in the words of a passage: what is asked, which lines may tell it, how sure that is, or an honest None."""
