"""What may happen to a quote."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commerce.quotes.model import QuoteClosedError, QuoteExpiredError, Status

OPEN = frozenset({"draft", "sent", "viewed"})
NEXT: Mapping[Status, frozenset[Status]] = {
    "draft": frozenset({"sent", "expired"}),
    "sent": frozenset({"viewed", "accepted", "rejected", "expired"}),
    "viewed": frozenset({"accepted", "rejected", "expired"}),
    "accepted": frozenset(),
    "rejected": frozenset(),
    "expired": frozenset(),
}
"""What each state may become. What is accepted, rejected or expired stays so."""


def is_open(quote: Mapping[str, Any], now: datetime) -> bool:
    return quote["status"] in OPEN and not is_expired(quote, now)


def is_expired(quote: Mapping[str, Any], now: datetime) -> bool:
    return bool(quote["status"] == "expired" or (quote["status"] in OPEN and quote["expires_at"] <= now))


def refuse_unless_open(quote: Mapping[str, Any], now: datetime) -> None:
    """Raises QuoteExpiredError or QuoteClosedError."""
    if is_expired(quote, now):
        raise QuoteExpiredError(f"Quote {quote['proposal_number']} was valid until {quote['expires_at']:%Y-%m-%d}.")
    if "accepted" not in NEXT[quote["status"]]:
        raise QuoteClosedError(f"Quote {quote['proposal_number']} is {quote['status']} already.")
