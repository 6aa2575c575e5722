"""A stock figure, and what happens when there is not enough."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from commerce.errors import ConflictAtCommit


class Level(NamedTuple):
    """``on_hand`` units, as counted at ``checked_at``; sales since then are taken off.

    ``branches``: what lies at each of them, by its id, where that is known.
    """

    on_hand: int
    checked_at: datetime
    branches: Mapping[str, int] = {}


class OutOfStockError(ConflictAtCommit):
    """``item`` was asked for ``wanted`` times and ``left`` are left."""

    title = "Not enough in stock"

    def __init__(self, item: str, wanted: int, left: int) -> None:
        super().__init__(f"{wanted} of {item} were asked for and {left} are left.")
        self.item = item
        self.wanted = wanted
        self.left = left
