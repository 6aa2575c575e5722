"""The stock that Parley keeps itself, in the tenant's own records."""

from commerce.stock import repository
from store.unit import Store
from tools.inventory.port import Level


class OwnInventory:
    def __init__(self, store: Store, tenant: str) -> None:
        self._store = store
        self._tenant = tenant

    async def levels(self, items: list[str]) -> dict[str, Level]:
        async with self._store.unit(self._tenant) as unit:
            found = await repository.levels(unit, items)
        return {item: Level(level.on_hand, level.checked_at) for item, level in found.items()}
