"""A payment event as the domain takes it, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kit.errors import ConflictError
from kit.money import Money
from store.unit import Row

Kind = Literal["pending", "paid", "failed", "expired", "refunded"]
State = Literal["open", "processing", "paid", "failed", "expired", "held", "partly_refunded", "refunded"]
OPEN: tuple[State, ...] = ("open", "failed", "processing")
"""A link in these states can still be paid by."""


class NotPayableError(ConflictError):
    """``state``: of the order, or of its payment."""

    title = "There is nothing to pay"

    def __init__(self, detail: str, state: str) -> None:
        super().__init__(detail)
        self.state = state


@dataclass(frozen=True, slots=True)
class Happened:
    """What a provider says of one of its links. The same ``id`` may come again, and events in any order.

    ``amount``: what was paid, or what was given back by this refund.
    """

    id: str
    kind: Kind
    link: str
    reference: str
    amount: Money
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """``outcome``: ``recorded``, ``held`` for a person, ``repeated``, ``stale``, ``early`` or ``unknown``.

    ``order`` is None where the event is about no order of ours. ``tells``: whether the customer is to hear of it.
    """

    outcome: Literal["recorded", "held", "repeated", "stale", "early", "unknown"]
    why: str = ""
    order: Row | None = None
    told: dict[str, Any] | None = None
    """The event of the conversation's turn, where the customer is to hear of it."""
