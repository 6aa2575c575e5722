"""The rows of one business, for commands that read or write them and run nothing of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from kit.settings import settings

if TYPE_CHECKING:
    from server.wiring import House
    from store.unit import Unit


@asynccontextmanager
async def rows_of(tenant: str, *, registered: bool = False) -> "AsyncIterator[tuple[House, Unit]]":
    """One transaction of ``tenant``. ``registered``: its pack is looked for first, and the business brought into the
    records where it has never been served; raises NotFoundError naming the packs that there are."""
    from commerce.packs.load import load
    from commerce.tenants.register import register
    from server.wiring import cache_of, open_house

    pack = load(settings().packs_dir, tenant, cache_of(settings())) if registered else None
    async with open_house(settings(), only=[]) as house, house.store.unit(tenant) as unit:
        if pack:
            await register(unit, pack, house.clock.now())
        yield house, unit
