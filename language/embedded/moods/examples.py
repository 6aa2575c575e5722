"""The messages that mood and hurry are learnt from: ``data/moods.json``, written for Parley."""

from typing import NamedTuple

from language.embedded.data import load

MOODS = ("angry", "negative", "neutral", "positive")
"""The columns of a mood's chances, in order. Who is angry is negative too."""


class Example(NamedTuple):
    """``mood`` is a place in ``MOODS``."""

    text: str
    mood: int
    urgent: bool


def examples() -> list[Example]:
    """By language, mood and hurry, each in alphabetical order; within these, in the order of the file."""
    table = load("moods")
    return [
        Example(text, MOODS.index(mood), hurry == "urgent")
        for language in sorted(table)
        for mood in sorted(table[language])
        for hurry in sorted(table[language][mood])
        for text in table[language][mood][hurry]
    ]
