"""A stock that lives in the process and knows what it was told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tools.inventory.port import Level


class MemoryInventory:
    def __init__(self) -> None:
        self._levels: dict[str, Level] = {}

    def count(self, item: str, on_hand: int, checked_at: datetime, branches: Mapping[str, int] | None = None) -> None:
        self._levels[item] = Level(on_hand, checked_at, branches or {})

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        return {item: self._levels[item] for item in items if item in self._levels}
