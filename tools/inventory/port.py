"""What Parley needs of a stock system."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kit.errors import UnavailableError


class StockUnknownError(UnavailableError):
    """The stock system gives no figure now; nothing is known of the stock."""

    title = "The stock system does not answer"


@dataclass(frozen=True, slots=True)
class Level:
    """``count`` pieces that can be had, as known at ``checked_at`` (aware)."""

    count: int
    checked_at: datetime


class Inventory(Protocol):
    """The stock of one tenant."""

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        """By item id; an item whose stock is not counted is left out. Raises StockUnknownError."""
        ...
