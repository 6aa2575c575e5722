"""The data of a quote under way, kept under ``slots["quote"]``."""

from typing import TypedDict

from agents.wishes.schema import Line, Wishes
from store.unit import Row

OPEN = frozenset({"sent", "viewed"})
"""States of a quote that may still be accepted."""


class Wanted(Wishes, total=False):
    lines: list[Line]
    number: str
    version: int
    complexity: str
    """How hard the customer said that the job is, by its id in the pack."""
    coupon: str
    off_bp: int
    """A discount that the assistant gives, or that was approved."""
    approval: str
    """The id of the approval that grants it."""
    approved_by: str
    """The role of who agreed to it."""
    asked_for: str
    """The digest of a discount that a person is deciding on."""
    prepared: str
    """The number of a quote that a person prepared, until it is shown."""
    settled: bool
    """Whether it was accepted or rejected: what comes next is another quote."""


class QuoteArgs(TypedDict):
    """The canonical arguments of ``quote.accept``."""

    number: str
    version: int
    total: int
    currency: str


def args_of(row: Row) -> QuoteArgs:
    """What a yes to the quote of that row accepts."""
    return {
        "number": row["proposal_number"],
        "version": row["version"],
        "total": row["total"],
        "currency": row["currency"],
    }
