"""The data of a quote under way, kept under ``slots["quote"]``."""

from typing import TypedDict


class Line(TypedDict):
    item: str
    quantity: int


class Wanted(TypedDict, total=False):
    lines: list[Line]
    number: str


class QuoteArgs(TypedDict):
    """The canonical arguments of ``quote.accept``."""

    number: str
    total: int
    currency: str
