"""The stock that Parley keeps itself, in the tenant's own records."""

from collections.abc import Sequence

from commerce.stock import repository
from kit.clock import Clock
from store.unit import Store
from tools.inventory.port import Level


class OwnInventory:
    def __init__(self, store: Store, tenant: str, clock: Clock) -> None:
        self._store = store
        self._tenant = tenant
        self._clock = clock

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        """Less what is kept back for carts now."""
        async with self._store.unit(self._tenant) as unit:
            found = await repository.levels(unit, items, self._clock.now())
        return {item: Level(level.on_hand, level.checked_at, level.branches) for item, level in found.items()}
