"""A cart as it stands, and what refuses a change of it."""

from dataclasses import dataclass, field
from typing import Any, Literal, TypedDict
from uuid import UUID

from commerce.errors import ConflictAtCommit
from commerce.pricing.price import Priced
from commerce.pricing.total import Totals
from kit.errors import NotFoundError

MOST_LINES = 50


class Line(TypedDict):
    """``unit_price``: in minor units, as it was shown when the line was last touched."""

    item: str
    quantity: int
    unit_price: int


class NoCartError(NotFoundError):
    title = "There is no open cart"


class CartOrderedError(ConflictAtCommit):
    """It was ordered already, perhaps on another device."""

    title = "The cart is ordered already"


class EmptyCartError(NotFoundError):
    title = "The cart is empty"


@dataclass(frozen=True, slots=True)
class Change:
    """What is no longer as it was shown: a ``price``, or an item that the catalogue has no more (``gone``)."""

    item: str
    what: Literal["price", "gone"]
    before: int = 0
    now: int = 0


@dataclass(frozen=True, slots=True)
class Cart:
    """``lines`` and ``totals`` at today's prices; ``changes`` since they were shown."""

    id: UUID
    session: UUID
    contact: UUID
    status: str
    items: list[Line]
    lines: list[Priced]
    totals: Totals
    changes: list[Change] = field(default_factory=list)

    def plain(self) -> list[dict[str, Any]]:
        """``[{"item", "quantity"}]``, as orders take them."""
        return [{"item": line["item"], "quantity": line["quantity"]} for line in self.items]
