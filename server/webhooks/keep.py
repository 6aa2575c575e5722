"""Keeps bodies before they are acknowledged. Those that come while others are written are written together."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from commerce.webhooks import repository as webhooks
from commerce.webhooks.repository import Body

if TYPE_CHECKING:
    from server.wiring import House


class Keeper:
    """One transaction at a time, however many wait: a burst takes one of the pool's connections, and few commits."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._waiting: list[Body] = []
        self._writing = asyncio.Lock()
        self._batch: asyncio.Task[None] | None = None

    async def keep(self, tenants: Iterable[str], vendor: str, content: bytes) -> None:
        """Returns when it is stored, sealed, for each of the tenants; raises what kept it from being stored."""
        house, sealed = self._house, self._house.vault.seal(content)
        for tenant in tenants:
            self._waiting.append(Body(tenant, house.ids.new(), vendor, sealed, house.clock.now()))
        if not self._waiting:
            return
        if self._batch is None:
            self._batch = asyncio.create_task(self._write())
        await asyncio.shield(self._batch)  # who hangs up does not take the others' bodies along
        house.doorbell.set()

    async def _write(self) -> None:
        async with self._writing:
            bodies, self._waiting, self._batch = self._waiting, [], None
            await webhooks.keep(self._house.store, bodies)
