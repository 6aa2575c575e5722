"""What changes on the desks of one business, looked up once and given to every console that is open in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from commerce.conversations.browse import changed_since, rows_of
from graphs.announce import desk_of
from kit.logging import logger
from server.console.shown import line_of
from server.wiring import House
from store.unit import DatabaseUnavailableError

GATHER_S = 0.1
"""Changes that come within this time are looked up together."""
LOOK_AGAIN_S = 15.0
"""The database is the truth: it is asked this often even if nothing was heard."""
BACKLOG = 1000
PASSED_ON = {"typing": "agent_typing", "warned": "release_warning", "assigned": "assigned", "presence": "presence"}
"""What is told as it is, because no row holds it."""

log = logger("console.feed")


@dataclass(frozen=True, slots=True)
class Told:
    """One event. ``horizon``: where to go on after it; None for what cannot be repeated."""

    name: str
    data: dict[str, Any]
    branch: str | None = None
    horizon: int | None = None


class Feeds:
    """The feeds of this process, one a business, as long as anybody listens."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._feeds: dict[str, _Feed] = {}

    @asynccontextmanager
    async def listen(self, tenant: str, horizon: int | None) -> AsyncIterator[AsyncIterator[Told]]:
        """What changed since ``horizon``, then what changes."""
        feed = self._feeds.setdefault(tenant, _Feed(self._house, tenant))
        queue: asyncio.Queue[Told | None] = asyncio.Queue(BACKLOG)
        feed.queues.add(queue)
        feed.begin()
        try:
            yield _told(feed, queue, horizon)
        finally:
            feed.queues.discard(queue)
            if not feed.queues and self._feeds.get(tenant) is feed:
                del self._feeds[tenant]
                await feed.end()


@dataclass(eq=False)
class _Feed:
    house: House
    tenant: str
    queues: set["asyncio.Queue[Told | None]"] = field(default_factory=set)
    task: "asyncio.Task[None] | None" = None

    def begin(self) -> None:
        if self.task is None:
            self.task = asyncio.create_task(self._run())

    async def end(self) -> None:
        if self.task:
            self.task.cancel()
            await asyncio.wait([self.task])

    async def look(self, horizon: int) -> tuple[list[Told], int]:
        async with self.house.store.unit(self.tenant) as unit:
            ids, oldest = await changed_since(unit, horizon)
            rows = await rows_of(unit, ids) if ids else []
        return [Told("conversation_updated", line_of(row), row["branch"], oldest) for row in rows], oldest

    async def _run(self) -> None:
        async with self.house.bus.subscribe(desk_of(self.tenant)) as heard:
            stream = aiter(heard)
            _, horizon = await self.look(0x7FFFFFFFFFFFFFFF)
            while True:
                try:
                    event = await asyncio.wait_for(anext(stream), LOOK_AGAIN_S)
                    await asyncio.sleep(GATHER_S)
                except TimeoutError:
                    event = {}
                self._pass_on(event)
                try:
                    changed, horizon = await self.look(horizon)
                except DatabaseUnavailableError as error:
                    log.warning("feed_waits", tenant=self.tenant, why=error.detail)
                    continue
                for told in changed:
                    self._give(told)

    def _pass_on(self, event: dict[str, Any]) -> None:
        if name := PASSED_ON.get(str(event.get("event"))):
            self._give(Told(name, {key: value for key, value in event.items() if key != "event"}))
        elif event.get("event") in {"message", "turn"}:
            self._give(Told("new_message", {"conversation": event["conversation"], "seq": event["seq"]}))

    def _give(self, told: Told) -> None:
        for queue in self.queues:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(None)
            queue.put_nowait(told)


async def _told(feed: _Feed, queue: "asyncio.Queue[Told | None]", horizon: int | None) -> AsyncIterator[Told]:
    changed, oldest = await feed.look(horizon if horizon is not None else 0x7FFFFFFFFFFFFFFF)
    yield Told("hello", {}, None, oldest)
    for told in changed:
        yield told
    while True:
        told_or_gap = await queue.get()
        # a console that was too slow to follow starts from the list again
        yield told_or_gap or Told("reload", {})
