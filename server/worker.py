"""Work that goes on beside the requests: deliveries, and turns and jobs whose process died."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from kit.logging import logger
from server.deliveries import Deliveries
from server.wiring import House
from store.jobs import JobQueue
from store.sweep import waiting_conversations

log = logger("worker")

SWEEP_EVERY_S = 5.0


@asynccontextmanager
async def working(house: House, *, deliver: bool = True) -> AsyncIterator[None]:
    """Runs the sweeper, and the deliveries where this process makes them, until the block ends."""
    tasks = [asyncio.create_task(_sweep(house))]
    if deliver:
        queue = JobQueue(house.url, Deliveries(house).deliver)
        tasks.append(asyncio.create_task(queue.run()))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


async def _sweep(house: House) -> None:
    """Runs again the turns that died with their process: all at the start, then those that wait too long."""
    patience = timedelta(0)
    while True:
        for tenant in list(house.tenants):
            await sweep_tenant(house, tenant, patience)
        await asyncio.sleep(SWEEP_EVERY_S)
        patience = timedelta(seconds=house.settings.sweep_after_s)


async def sweep_tenant(house: House, tenant: str, patience: timedelta) -> int:
    """Answers the tenant's conversations that have waited longer than ``patience``; how many there were."""
    waiting = await waiting_conversations(house.store, tenant, house.clock.now() - patience)
    for conversation in waiting:
        log.info("turn_swept", tenant=tenant, conversation=str(conversation))
        await house.runner.run(tenant, conversation)
    return len(waiting)
