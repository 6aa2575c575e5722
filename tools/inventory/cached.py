"""Remembers a stock system's figures for a while, each with the hour at which it was asked."""

from collections.abc import Sequence
from datetime import timedelta

from kit.clock import Clock
from tools.inventory.port import Inventory, Level


class CachedInventory:
    """Figures that are older than ``fresh`` are asked for again, in one question for all of them.

    What the system does not count is remembered as that for as long. It holds no more than the catalogue does.
    """

    def __init__(self, inventory: Inventory, clock: Clock, fresh: timedelta) -> None:
        self._inventory = inventory
        self._clock = clock
        self._fresh = fresh
        self._known: dict[str, Level | None] = {}
        self._until: dict[str, float] = {}

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        now = self._clock.now().timestamp()
        stale = [item for item in dict.fromkeys(items) if self._until.get(item, 0.0) <= now]
        if stale:
            self._remember(stale, await self._inventory.levels(stale), now)
        found = {item: self._known[item] for item in items}
        return {item: level for item, level in found.items() if level is not None}

    def _remember(self, asked: Sequence[str], found: dict[str, Level], now: float) -> None:
        for item in asked:
            self._known[item] = found.get(item)
            self._until[item] = now + self._fresh.total_seconds()
