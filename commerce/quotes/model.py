"""A quote before and after it is written, and what refuses it."""

from dataclasses import dataclass
from typing import Any, Literal

from commerce.errors import ConflictAtCommit
from commerce.pricing.total import Totals
from kit.errors import NotFoundError

Status = Literal["draft", "sent", "viewed", "accepted", "rejected", "expired"]


class UnknownQuoteError(NotFoundError):
    title = "There is no such quote"


class QuoteExpiredError(ConflictAtCommit):
    title = "The quote has expired"


class QuoteClosedError(ConflictAtCommit):
    title = "The quote is closed"


class QuoteChangedError(ConflictAtCommit):
    """Another version has taken its place since it was shown."""

    title = "The quote has changed"


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """``lines``: ``{"item", "code", "name": {language: …}, "quantity", "unit", "unit_price", "line", "discount",
    "net", "tax", "gross", "tax_class", "explanation"}``, amounts in minor units. ``options``: ``{"item", "name",
    "total", "chosen"}``, what the whole comes to with each thing that competes with the one that was chosen.
    """

    lines: list[dict[str, Any]]
    totals: Totals
    options: list[dict[str, Any]]
