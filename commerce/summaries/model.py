"""What a summary rests on, and what is kept of it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from store.unit import Row

Audience = Literal["customer", "sales"]
Style = Literal["professional", "casual", "detailed"]
Reason = Literal["end", "handoff", "demand"]


@dataclass(frozen=True, slots=True)
class Story:
    """What a conversation has led to, as rows: appointments booked, quotes (their newest versions), orders,
    objections, and the products that were looked at, oldest first."""

    appointments: list[Row]
    quotes: list[Row]
    orders: list[Row]
    objections: list[Row]
    products: list[str]

    @property
    def agreed(self) -> bool:
        """Whether something was settled or is on the table."""
        return bool(self.appointments or self.quotes or self.orders)


@dataclass(frozen=True, slots=True)
class Summary:
    """``recipient``: the e-mail address it goes to; None for one that is only kept."""

    id: UUID
    audience: Audience
    style: Style
    reason: Reason
    language: str
    subject: str
    body: str
    recipient: str | None
    outbox: UUID | None
