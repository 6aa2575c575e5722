"""Words that may be one another, mistyped."""

from language.words.terms import trigrams

CLOSE = 0.6
"""Shared letter triples from which two stems count as one word."""


def near_spellings(stem: str, vocabulary: frozenset[str]) -> dict[str, float]:
    """The words of ``vocabulary`` that may be this one, with how much they are: it, or a near spelling."""
    found = {stem: 1.0} if stem in vocabulary else {}
    if len(stem) < 4 or stem.isdigit():
        return found
    mine = trigrams(stem)
    for other in vocabulary:
        if abs(len(other) - len(stem)) > 2 or len(other) < 4 or other == stem or other.isdigit():
            continue
        theirs = trigrams(other)
        shared = len(mine & theirs)
        alike = shared / (len(mine) + len(theirs) - shared)
        if alike >= CLOSE:
            found[other] = alike
    return found
