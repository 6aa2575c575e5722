"""The durable queue: procrastinate in its own schema, with a rescue for jobs whose worker was killed."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.worker import Worker

from kit.logging import logger
from store.outbox import DELIVER_TASK, QUEUE
from store.unit import RECONNECT_S

log = logger("jobs")

Deliver = Callable[[str, UUID], Awaitable[None]]

POLL_S = 1.0
STALLED_AFTER_S = 30
RESCUE_EVERY_S = 15.0
ATTEMPTS = 8
PATIENCE_S = 10.0
"""How long it is waited for a connection."""


class Watched(Worker):
    """A worker that stops when it can listen no more or its heartbeat fails.

    The library watches only until the first of these tasks ends, and without periodic tasks that one ends at once.
    """

    async def _periodic_deferrer(self) -> None:
        await asyncio.Event().wait()


class JobQueue:
    """Works the ``effects`` queue of one database until it is cancelled, or the database is lost.

    Then ``run`` returns or raises; another queue can go on.
    """

    def __init__(self, url: str, deliver: Deliver) -> None:
        options = {"options": "-c search_path=jobs,public"}
        connector = PsycopgConnector(conninfo=url, kwargs=options, timeout=PATIENCE_S, reconnect_timeout=RECONNECT_S)
        self._app = App(connector=connector)
        self._deliver = deliver
        retry = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=2)
        self._app.task(name=DELIVER_TASK, queue=QUEUE, retry=retry, pass_context=True)(self._one)

    async def run(self) -> None:
        worker = Watched(
            self._app,
            queues=[QUEUE],
            wait=True,
            concurrency=4,
            fetch_job_polling_interval=POLL_S,
            install_signal_handlers=False,
            listen_notify=True,
            shutdown_graceful_timeout=5,
            delete_jobs="successful",
        )
        async with self._app.open_async(), asyncio.TaskGroup() as group:
            rescue = group.create_task(self._rescue())
            await worker.run()  # type: ignore[no-untyped-call]
            rescue.cancel()

    async def _one(self, _context: JobContext, *, tenant: str, outbox: str) -> None:
        await self._deliver(tenant, UUID(outbox))

    async def _rescue(self) -> None:
        """A killed worker leaves its jobs in ``doing``: puts them back, since every delivery has its key."""
        manager = self._app.job_manager
        while True:
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_S):
                log.warning("job_rescued", job=job.id)
                await manager.retry_job(job)
            await asyncio.sleep(RESCUE_EVERY_S)
