"""What Parley needs of a stock system."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Level:
    """``count`` pieces on hand, as known at ``checked_at`` (aware)."""

    count: int
    checked_at: datetime


class Inventory(Protocol):
    """The stock of one tenant."""

    async def levels(self, items: list[str]) -> dict[str, Level]:
        """By item id; an item whose stock is not counted is left out."""
        ...
