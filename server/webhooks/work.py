"""Works what webhooks brought: rows first, all together, then the turns; what failed waits and is tried again."""

import asyncio
from datetime import timedelta
from uuid import UUID

from commerce.threads import repository as threads
from commerce.threads.incoming import Item
from commerce.webhooks import repository as webhooks
from kit.errors import ParleyError
from kit.logging import logger
from server.sending.seen import seen
from server.webhooks.take_in import Arrived, take_in
from server.webhooks.vendors import VENDORS, Read
from server.wiring import House
from store.unit import Row, Unit

log = logger("webhook")

AT_ONCE = 50
"""Bodies that are worked in one transaction."""
ANSWERED_AT_ONCE = 8
"""Turns that run beside the requests: what comes in meanwhile is acknowledged, and waits for its answer."""
LOOK_EVERY_S = 1.0
KEPT = timedelta(days=30)
SWEEP_EVERY_S = 3600.0


class WebhookWork:
    """Works the tenants' webhooks as they come; the doorbell of the house says when."""

    def __init__(self, house: House, *, answer: bool = True) -> None:
        self._house = house
        self._answers = answer
        self._turns = asyncio.Semaphore(ANSWERED_AT_ONCE)
        self._answering: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until it is cancelled. Bodies that another process kept, or one that died, are found by looking."""
        swept = -SWEEP_EVERY_S
        loop = asyncio.get_running_loop()
        while True:
            self._house.doorbell.clear()
            for tenant in list(self._house.tenants):
                while await self.work(tenant) == AT_ONCE:
                    pass
            if loop.time() - swept > SWEEP_EVERY_S:
                swept = loop.time()
                await self._forget()
            await self._rest()

    async def work(self, tenant: str) -> int:
        """Takes in what waits, and begins the turns; how many bodies there were."""
        async with self._house.store.unit(tenant) as unit:
            rows = await webhooks.waiting(unit, AT_ONCE)
            arrived = await self._take_in(unit, tenant, rows) if rows else []
        for one in arrived if self._answers else []:
            self._begin(tenant, one)
        return len(rows)

    async def settled(self) -> None:
        """Waits until the turns that were begun have ended."""
        while self._answering:
            await asyncio.gather(*self._answering)

    async def _take_in(self, unit: Unit, tenant: str, rows: list[Row]) -> list[Arrived]:
        """All bodies of a batch as one, so that what was split or shuffled on its way stands in its order again."""
        await threads.alone(unit)
        now = self._house.clock.now()
        arrived: list[Arrived] = []
        failures: dict[UUID, str] = {}
        for vendor in VENDORS:
            told, unread = self._read(tenant, [row for row in rows if row["vendor"] == vendor.name], vendor.read)
            found, failed = await take_in(self._house, unit, tenant, vendor.channel, told, now)
            arrived += found
            failures |= unread | failed
        for id, why in failures.items():
            await webhooks.failed(unit, id, why, now)
        await webhooks.done(unit, [row["id"] for row in rows if row["id"] not in failures], now)
        return arrived

    def _read(self, tenant: str, rows: list[Row], read: Read) -> tuple[list[tuple[UUID, Item]], dict[UUID, str]]:
        """What the bodies tell, and why those that cannot be read cannot."""
        channels = self._house.tenant(tenant).pack.file.channels
        told: list[tuple[UUID, Item]] = []
        unread: dict[UUID, str] = {}
        for row in rows:
            try:
                body = self._house.vault.open(bytes(row["body"]))
                told += [(row["id"], item) for item in read(body, row["received_at"], channels)]
            except ParleyError as error:
                unread[row["id"]] = str(error)
        return told, unread

    def _begin(self, tenant: str, one: Arrived) -> None:
        task = asyncio.create_task(self._answer(tenant, one))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, tenant: str, one: Arrived) -> None:
        """Shows that it was read, and answers. A turn that fails here is run again by the sweeper."""
        try:
            await self._house.bus.publish(f"{tenant}:{one.conversation}", {"event": "message", "seq": one.seq})
            if one.owner != "human":
                async with self._turns:
                    showing = seen(self._house, tenant, one.conversation)
                    await asyncio.gather(showing, self._house.runner.run(tenant, one.conversation))
        except ParleyError as error:
            log.warning("answer_postponed", tenant=tenant, conversation=str(one.conversation), why=error.detail)

    async def _forget(self) -> None:
        before = self._house.clock.now() - KEPT
        for tenant in list(self._house.tenants):
            async with self._house.store.unit(tenant) as unit:
                await webhooks.forget(unit, before)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY_S):
                await self._house.doorbell.wait()
        except TimeoutError:
            return
