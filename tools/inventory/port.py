"""What Parley needs of a stock system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kit.errors import UnavailableError


class StockUnknownError(UnavailableError):
    """The stock system gives no figure now; nothing is known of the stock."""

    title = "The stock system does not answer"


@dataclass(frozen=True, slots=True)
class Level:
    """``count`` pieces that can be had, as known at ``checked_at`` (aware).

    ``branches``: how many of them at each, by the branch's id, where the system tells it.
    """

    count: int
    checked_at: datetime
    branches: Mapping[str, int] = field(default_factory=dict)


class Inventory(Protocol):
    """The stock of one tenant."""

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        """By item id; an item whose stock is not counted is left out. Raises StockUnknownError."""
        ...
