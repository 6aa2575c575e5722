"""Things that are wanted, as quotes and orders keep them between turns."""

from typing import TypedDict


class Line(TypedDict):
    item: str
    quantity: int


class Wish(TypedDict):
    """Something that several items may be, and the words for it. ``quantity`` 0: one, or what the measure says."""

    among: list[str]
    quantity: int
    words: str


class Wishes(TypedDict, total=False):
    wishes: list[Wish]
    """What is still to be told apart, the next to be asked about first."""
    engine: str
    """Of the customer's car, where it was told in answer to the question about it."""
