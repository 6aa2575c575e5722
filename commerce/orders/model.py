"""An order before it is written, and what refuses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from commerce.errors import ConflictAtCommit
from commerce.pricing.asked import AS_LISTED, Asked
from kit.errors import NotFoundError

Status = Literal["placed", "paid", "sent", "delivered", "cancelled"]
PaymentStatus = Literal["pending", "paid", "failed", "refunded"]


class UnknownOrderError(NotFoundError):
    title = "There is no such order"


class OrderStatusError(ConflictAtCommit):
    title = "The order is past that"


class QuoteNotAcceptedError(ConflictAtCommit):
    title = "The quote is not accepted"


@dataclass(frozen=True, slots=True)
class Purchase:
    """What is ordered; ``lines`` are ``[{"item", "quantity"}]``. One ``key`` is one order."""

    conversation: UUID
    number: str
    key: str
    lines: Sequence[Mapping[str, Any]]
    delivery: Mapping[str, Any] = field(default_factory=dict)
    quote: str | None = None
    """The number of the accepted quote that it follows; its prices hold."""
    cart: UUID | None = None
    asked: Asked = AS_LISTED
    """What it is priced under, where no quote is."""
