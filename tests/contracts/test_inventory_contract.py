"""What every stock system does, whoever keeps it."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from kit.clock import StillClock
from store.unit import Store
from tests.contracts.tenants import NOW, admit
from tools.inventory.memory import MemoryInventory
from tools.inventory.own import OwnInventory
from tools.inventory.port import Inventory, Level

Count = Callable[[str, int, datetime], Awaitable[None]]
Stock = tuple[Inventory, Count]


def _memory() -> Stock:
    inventory = MemoryInventory()

    async def count(item: str, on_hand: int, checked_at: datetime) -> None:
        inventory.count(item, on_hand, checked_at)

    return inventory, count


def _own(store: Store) -> Stock:
    async def count(item: str, on_hand: int, checked_at: datetime) -> None:
        await admit(store, "shop")
        async with store.unit("shop") as unit:
            await unit.run("INSERT INTO stock VALUES ('shop', %s, %s, %s)", (item, on_hand, checked_at))

    return OwnInventory(store, "shop", StillClock(NOW)), count


@pytest.fixture(params=["memory", "own"])
def stock(request: pytest.FixtureRequest) -> Stock:
    """An empty stock, and how a test counts an item of it."""
    return _memory() if request.param == "memory" else _own(request.getfixturevalue("store"))


async def test_a_counted_item_has_its_figure_and_the_hour_of_the_count(stock: Stock) -> None:
    inventory, count = stock
    await count("bd-4471", 6, NOW)
    assert await inventory.levels(["bd-4471"]) == {"bd-4471": Level(6, NOW)}


async def test_an_item_that_is_sold_out_is_known_to_be(stock: Stock) -> None:
    inventory, count = stock
    await count("bd-4471", 0, NOW)
    assert (await inventory.levels(["bd-4471"]))["bd-4471"].count == 0


async def test_what_is_not_counted_and_not_asked_for_is_left_out(stock: Stock) -> None:
    inventory, count = stock
    await count("bd-4471", 6, NOW)
    await count("bt-4475", 2, NOW)
    assert set(await inventory.levels(["bd-4471", "installation"])) == {"bd-4471"}


async def test_asking_for_nothing_finds_nothing(stock: Stock) -> None:
    assert await stock[0].levels([]) == {}


async def test_the_own_stock_of_a_tenant_is_not_another_tenants(store: Store) -> None:
    _, count = _own(store)
    await count("bd-4471", 6, NOW)
    await admit(store, "other")
    assert await OwnInventory(store, "other", StillClock(NOW)).levels(["bd-4471"]) == {}
