"""The data of an order under way, kept under ``slots["order"]``."""

from typing import TypedDict

from agents.wishes.schema import Line, Wishes


class Ordering(Wishes, total=False):
    """``put``: what the wish to buy put into the cart, to be taken out again where the order is dropped.

    ``delivery``: what is known of it, as ``commerce.delivery`` keeps it. ``extra``: what was offered beside it and not
    answered yet. ``last``: the thing that a bare number is about. ``started``: whether it goes to the confirmation, and
    is no cart that is being filled. ``lines``: what goes into the cart once all of ``wishes`` is told apart; ``adds``:
    whether it comes beside what is there already; ``out``: what goes out of it then.
    """

    put: list[str]
    delivery: dict[str, str]
    extra: str | None
    started: bool
    last: str
    lines: list[Line]
    adds: bool
    out: list[str]


class OrderArgs(TypedDict):
    """The canonical arguments of ``order.place``."""

    lines: list[Line]
    cart: str
    delivery: dict[str, str]
    total: int
    currency: str
    asked: dict[str, str]
