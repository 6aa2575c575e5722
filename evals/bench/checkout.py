"""The last unit of a thing, checked out by many at one moment: one order, and a clear answer for everybody else."""

import asyncio
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from time import perf_counter
from uuid import UUID

from commerce.carts.change import add
from commerce.conversations.start import start
from commerce.orders.from_cart import order_cart
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.stock.model import OutOfStockError
from commerce.tenants.register import register
from evals.bench.database import scratch_settings
from kit.errors import ParleyError
from kit.ids import derived
from kit.settings import ROOT, Settings
from store.migrate import migrate
from store.unit import Store

BUYERS = 100
CONNECTIONS = 20
TENANT, ITEM = "autoparts", "pads_jetta_front_ceramic"
PICKUP = {"mode": "pickup", "branch": "Centro", "branch_id": "centro"}


@dataclass(frozen=True)
class Outcome:
    """``told``: who was told that none is left; ``unclear``: any other answer."""

    buyers: int
    orders: int
    told: int
    unclear: int
    left: int
    ms: float
    doubled: int
    """Orders that the winner's cart is after it was checked out ten times more."""


async def bench_checkout(settings: Settings, buyers: int) -> dict[str, object]:
    async with scratch_settings(settings) as own:
        assert own.database_url is not None
        url = own.database_url.get_secret_value()
        migrate(url)
        return asdict(await race(url, buyers))


async def race(url: str, buyers: int = BUYERS) -> Outcome:
    """On a migrated database of its own."""
    pack = load(ROOT / "packs", TENANT)
    store, now = Store(url, CONNECTIONS, timeout_s=60.0), datetime.now(UTC)
    await store.open()
    try:
        talks = await _prepared(store, pack, buyers, now)
        began = perf_counter()
        answers = await asyncio.gather(*(_buy(store, pack, talk, now) for talk in talks), return_exceptions=True)
        ms = (perf_counter() - began) * 1000
        won = [talk for talk, answer in zip(talks, answers, strict=True) if isinstance(answer, str)]
        doubled = await _doubled(store, pack, won[0], now) if won else 0
        return Outcome(
            buyers, len(won), sum(isinstance(answer, OutOfStockError) for answer in answers),
            sum(not isinstance(answer, str | OutOfStockError) for answer in answers), await _left(store), ms, doubled,
        )  # fmt: skip
    finally:
        await store.close()


async def _prepared(store: Store, pack: Pack, buyers: int, now: datetime) -> list[UUID]:
    """Everybody has the last unit in the cart."""
    talks = [derived("checkout", str(number)) for number in range(buyers)]
    async with store.unit(TENANT) as unit:
        await register(unit, pack, now)
        for number, talk in enumerate(talks):
            await start(unit, id=talk, external_id=f"buyer-{number}", channel="web", now=now)
            await add(unit, talk, ITEM, 1, pack=pack, now=now)
        await unit.run("UPDATE stock SET on_hand = 1 WHERE item_id = %s", (ITEM,))
    return talks


async def _buy(store: Store, pack: Pack, talk: UUID, now: datetime, cart: UUID | None = None) -> str:
    async with store.unit(TENANT) as unit:
        return str((await order_cart(unit, talk, pack, PICKUP, now, cart=cart))["number"])


async def _doubled(store: Store, pack: Pack, talk: UUID, now: datetime) -> int:
    async with store.unit(TENANT) as unit:
        rows = await unit.rows("SELECT id FROM cart_sessions WHERE session_id = %s", (talk,))
    again = [_buy(store, pack, talk, now, rows[0]["id"]) for _ in range(10)]
    await asyncio.gather(*again, return_exceptions=True)
    async with store.unit(TENANT) as unit:
        found = await unit.rows("SELECT 1 FROM orders WHERE conversation_id = %s", (talk,))
    return len(found)


async def _left(store: Store) -> int:
    async with store.unit(TENANT) as unit:
        row = await unit.row("SELECT on_hand FROM stock WHERE item_id = %s", (ITEM,))
    if row is None:
        raise ParleyError(f"{ITEM} is not counted.")
    return int(row["on_hand"])
