"""Work that goes on beside the requests: deliveries, and turns and jobs whose process died."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

from kit.errors import UnavailableError
from kit.logging import logger
from server.approvals import settle_approvals
from server.deliveries import Deliveries
from server.due import fall_due
from server.mailboxes import Mailboxes
from server.paid import lapse_orders
from server.quotes import expire_quotes
from server.refresh import refresh_catalogue
from server.revise import refresh_pack
from server.supplier import reread
from server.webhooks.work import WebhookWork
from server.wiring import House
from store.bus.expiring import Expiring
from store.jobs import JobQueue
from store.sweep import waiting_conversations
from store.unit import DatabaseUnavailableError

log = logger("worker")

SWEEP_EVERY_S = 5.0
PAUSE_S = 1.0
"""Before work that failed is begun again, and between two looks for a database that is away."""
REST_S = 60.0
"""For how long the sweeper leaves a conversation alone whose turn failed."""
RESTING_KEPT = 10_000

Work = Callable[[], Awaitable[None]]


@asynccontextmanager
async def working(house: House, *, deliver: bool = True) -> AsyncIterator[None]:
    """Runs the sweeper, and the deliveries where this process makes them, until the block ends."""
    works: list[Work] = [lambda: _sweep(house)]
    if deliver:
        works.append(lambda: JobQueue(house.url, Deliveries(house).deliver).run())
        works.append(lambda: WebhookWork(house).run())
        works.append(lambda: Mailboxes(house).run())
    tasks = [asyncio.create_task(_lasting(house, work)) for work in works]
    try:
        yield
    finally:
        await _end(tasks)


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    """Cancels them until they have ended: a wait that ends at the same moment swallows a cancellation."""
    waiting = set(tasks)
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=PAUSE_S)


async def _lasting(house: House, work: Work) -> None:
    """Does ``work`` until it is cancelled: when it ends or fails, again as soon as the database answers."""
    itself = asyncio.current_task()
    assert itself is not None
    while not itself.cancelling():
        try:
            await work()
            log.warning("work_ended")
        except Exception as error:
            log.error("work_failed", exc_info=error)
        if not itself.cancelling():  # what fails while it is being cancelled has swallowed the cancellation
            await _database(house)


async def _database(house: House) -> None:
    """Returns when the database answers, after a moment at least; the embedded one is brought back."""
    while True:
        await asyncio.sleep(PAUSE_S)
        try:
            await asyncio.to_thread(house.revive)
            async with house.store.connection() as connection:
                await connection.execute("SELECT 1")
            return
        except UnavailableError as error:
            log.warning("database_away", why=error.detail)


async def _sweep(house: House) -> None:
    """Runs again the turns that died with their process: all at the start, then those that wait too long."""
    patience = timedelta(0)
    resting: Expiring[bool] = Expiring(house.clock, RESTING_KEPT)
    while True:
        for tenant in list(house.tenants):
            await sweep_tenant(house, tenant, patience, resting)
            await sweep_desk(house, tenant)
            await sweep_orders(house, tenant)
            await fall_due(house, tenant)
            await settle_approvals(house, tenant)
            await expire_quotes(house, tenant)
            await reread(house, tenant)
            await refresh_catalogue(house, tenant)
            await refresh_pack(house, tenant)
        await asyncio.sleep(SWEEP_EVERY_S)
        patience = timedelta(seconds=house.settings.sweep_after_s)


async def sweep_tenant(house: House, tenant: str, patience: timedelta, resting: Expiring[bool] | None = None) -> int:
    """Answers the tenant's conversations that have waited longer than ``patience``; how many there were.

    One that fails does not keep the others waiting; it is added to ``resting``, which are left alone for a while.
    """
    waiting = await waiting_conversations(house.store, tenant, house.clock.now() - patience)
    for conversation in waiting:
        if resting is None or not resting.get(str(conversation)):
            await _answer(house, tenant, conversation, resting)
    return len(waiting)


async def sweep_orders(house: House, tenant: str) -> None:
    """Lets orders lapse that nobody paid in time, and tells their customers."""
    for conversation in await lapse_orders(house, tenant):
        await _answer(house, tenant, conversation, None)


async def sweep_desk(house: House, tenant: str) -> None:
    """Warns who leaves a customer waiting, gives back what was left alone too long, hands out what waits."""
    await house.people.warn_idle(tenant)
    await house.people.give_back_idle(tenant)
    await house.people.dispatch(tenant, house.tenant(tenant).pack)


async def _answer(house: House, tenant: str, conversation: UUID, resting: Expiring[bool] | None) -> None:
    log.info("turn_swept", tenant=tenant, conversation=str(conversation))
    try:
        await house.runner.run(tenant, conversation)
    except DatabaseUnavailableError:
        raise
    except Exception as error:
        log.error("sweep_failed", tenant=tenant, conversation=str(conversation), exc_info=error)
        if resting is not None:
            resting.set(str(conversation), True, REST_S)
