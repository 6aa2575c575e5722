"""How well the shipped search finds what answers, on sets in the BEIR layout."""
