"""What Parley needs of a payment service: a link for an amount, signed word of what became of it, and money back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from kit.errors import ConflictError, InvalidInputError, NotAuthenticatedError, NotFoundError
from kit.money import Money
from tools.receipt import Receipt

EventKind = Literal["pending", "paid", "failed", "expired", "refunded"]


class LinkNotFoundError(NotFoundError):
    title = "There is no such payment link"


class LinkClosedError(ConflictError):
    title = "The payment link does not allow this any more"


class SignatureError(NotAuthenticatedError):
    title = "The payment event is not signed as it should be"


class EventError(InvalidInputError):
    title = "The payment event cannot be read"


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """What is to be paid. ``reference`` is ours: the order's or quote's number."""

    reference: str
    amount: Money
    description: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentLink:
    """Where the customer pays, until ``expires_at`` (aware)."""

    id: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PaymentEvent:
    """What happened to a link. The same ``id`` may arrive more than once, and events in any order.

    ``pending``: begun and not yet there, as cash that is paid at a shop. ``amount`` of ``refunded`` is what this
    refund gave back, which may be a part.
    """

    id: str
    kind: EventKind
    link: str
    reference: str
    amount: Money
    at: datetime


class Payments(Protocol):
    """The payment service of one tenant."""

    provider: str
    """Its name, as records keep it."""

    async def link(self, request: PaymentRequest, key: str) -> PaymentLink:
        """A link to pay exactly ``request.amount``; the same key gives the same link."""
        ...

    async def find(self, key: str) -> PaymentLink | None:
        """The link made under ``key``: what to ask when a call of ``link`` had no answer."""
        ...

    async def refund(self, link: str, amount: Money, key: str) -> Receipt:
        """Gives back ``amount`` of what was paid by the link; once for each key.

        The money's way back is told by an event. Raises LinkNotFoundError, and LinkClosedError for more than is left.
        """
        ...

    def read_event(self, body: bytes, headers: Mapping[str, str], now: datetime) -> PaymentEvent:
        """The event in a webhook's raw body; raises SignatureError, or EventError for one it cannot read."""
        ...
