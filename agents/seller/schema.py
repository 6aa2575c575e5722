"""The data of an order under way, kept under ``slots["order"]``."""

from typing import TypedDict

from agents.quoter.schema import Line


class Ordering(TypedDict, total=False):
    lines: list[Line]


class OrderArgs(TypedDict):
    """The canonical arguments of ``order.place``."""

    lines: list[Line]
    delivery: dict[str, str]
    total: int
    currency: str
