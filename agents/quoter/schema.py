"""The data of a quote under way, kept under ``slots["quote"]``."""

from typing import TypedDict


class Line(TypedDict):
    item: str
    quantity: int


class Wish(TypedDict):
    """Something that several items may be, and the words for it. ``quantity`` 0: one, or what the measure says."""

    among: list[str]
    quantity: int
    words: str


class Wanted(TypedDict, total=False):
    lines: list[Line]
    wishes: list[Wish]
    """What is still to be told apart, the next to be asked about first."""
    engine: str
    """Of the customer's car, where it was told in answer to the question about it."""
    number: str
    version: int
    coupon: str
    off_bp: int
    """A discount that the assistant gives, or that was approved."""
    approval: str
    """The id of the approval that grants it."""
    approved_by: str
    """The role of who agreed to it."""
    asked_for: str
    """The digest of a discount that a person is deciding on."""
    settled: bool
    """Whether it was accepted or rejected: what comes next is another quote."""


class QuoteArgs(TypedDict):
    """The canonical arguments of ``quote.accept``."""

    number: str
    version: int
    total: int
    currency: str
