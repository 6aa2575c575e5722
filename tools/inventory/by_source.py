"""Each item asked of whoever counts it, as its ``stock_source`` says."""

import asyncio
from collections.abc import Callable, Sequence

from commerce.packs.items import Item
from tools.inventory.port import Inventory, Level


class InventoryBySource:
    """``own``: Parley's records; ``supplier``: the tenant's stock system. ``item`` gives an item by its id."""

    def __init__(self, item: Callable[[str], Item], own: Inventory, supplier: Inventory) -> None:
        self._item = item
        self._own = own
        self._supplier = supplier

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        wanted: dict[str, list[str]] = {"own": [], "supplier": [], "uncounted": []}
        for item in items:
            wanted[self._item(item).stock_source].append(item)
        own, supplied = await asyncio.gather(_of(self._own, wanted["own"]), _of(self._supplier, wanted["supplier"]))
        return {**own, **supplied}


async def _of(inventory: Inventory, items: list[str]) -> dict[str, Level]:
    return await inventory.levels(items) if items else {}
