"""An order before it is written, and what refuses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from commerce.errors import ConflictAtCommit
from commerce.pricing.asked import AS_LISTED, Asked
from kit.errors import NotFoundError

Status = Literal["placed", "paid", "ready", "sent", "delivered", "cancelled"]
PaymentStatus = Literal["pending", "processing", "paid", "failed", "expired", "held", "partly_refunded", "refunded"]


class UnknownOrderError(NotFoundError):
    title = "There is no such order"


class OrderStatusError(ConflictAtCommit):
    title = "The order is past that"


class NotCancellableError(ConflictAtCommit):
    """``reason``: ``state`` or ``time``."""

    title = "The order cannot be cancelled without a person"

    def __init__(self, detail: str, reason: str) -> None:
        super().__init__(detail)
        self.reason = reason


class QuoteNotAcceptedError(ConflictAtCommit):
    title = "The quote is not accepted"


@dataclass(frozen=True, slots=True)
class Bill:
    """What an order comes to, in minor units; ``quote``: the row of the quote that it follows."""

    lines: Sequence[Mapping[str, Any]]
    subtotal: int
    tax: int
    total: int
    currency: str
    quote: UUID | None


@dataclass(frozen=True, slots=True)
class Purchase:
    """What is ordered; ``lines`` are ``[{"item", "quantity"}]``. One ``key`` is one order."""

    conversation: UUID
    number: str
    key: str
    lines: Sequence[Mapping[str, Any]]
    delivery: Mapping[str, Any] = field(default_factory=dict)
    """``{"mode": "delivery"|"pickup"|"service", …}`` with ``address``, ``city``, ``phone`` or ``branch``."""
    quote: str | None = None
    """The number of the accepted quote that it follows; its prices hold."""
    cart: UUID | None = None
    sold_by: str | None = None
    """The person who sold it; without one, whoever last took over the conversation."""
    asked: Asked = AS_LISTED
    """What it is priced under, where no quote is."""
