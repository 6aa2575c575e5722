"""What changes on the desks of one business, looked up once and given to every console that is open in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from sse_starlette import ServerSentEvent

from commerce.browsing.repository import branches_of, changed_since, messages_at, rows_of
from graphs.announce import desk_of
from kit.logging import logger
from server.console.shown import line_of, message_of
from server.wiring import House
from store.unit import DatabaseUnavailableError

GATHER_S = 0.1
"""Changes that come within this time are looked up together, and go to each console as one piece."""
LOOK_AGAIN_S = 15.0
"""The database is the truth: it is asked this often even if nothing was heard."""
BACKLOG = 200
PASSED_ON = {
    "typing": "agent_typing", "warned": "release_warning", "assigned": "assigned", "presence": "presence",
    "note": "note",
}  # fmt: skip
"""What is told as it is, because no line of the list holds it."""

log = logger("console.feed")


@dataclass(frozen=True)
class Told:
    """One event. ``horizon``: where to go on after it; None for what cannot be repeated."""

    name: str
    data: dict[str, Any]
    branch: str | None = None
    horizon: int | None = None

    @cached_property
    def encoded(self) -> bytes:
        """As it goes over the line, made once for all consoles."""
        id = None if self.horizon is None else str(self.horizon)
        return ServerSentEvent(orjson.dumps(self.data).decode(), event=self.name, id=id).encode()


Batch = list[Told]


class Feeds:
    """The feeds of this process, one a business, as long as anybody listens."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._feeds: dict[str, _Feed] = {}

    @asynccontextmanager
    async def listen(self, tenant: str, horizon: int | None) -> AsyncIterator[AsyncIterator[Batch]]:
        """What changed since ``horizon``, then what changes."""
        feed = self._feeds.setdefault(tenant, _Feed(self._house, tenant))
        queue: asyncio.Queue[Batch | None] = asyncio.Queue(BACKLOG)
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
    queues: set["asyncio.Queue[Batch | None]"] = field(default_factory=set)
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
                events = await _gathered(stream)
                batch: Batch = []
                try:
                    batch += await self._passed_on(events)
                    batch += await self._messages(events)
                    changed, horizon = await self.look(horizon)
                    batch += changed
                except DatabaseUnavailableError as error:
                    log.warning("feed_waits", tenant=self.tenant, why=error.detail)
                if batch:
                    self._give(batch)

    async def _passed_on(self, events: list[dict[str, Any]]) -> list[Told]:
        """Each to those who see the branch of its conversation."""
        named = [(PASSED_ON[event["event"]], event) for event in events if event.get("event") in PASSED_ON]
        if not named:
            return []
        async with self.house.store.unit(self.tenant) as unit:
            branches = await branches_of(unit, {UUID(event["conversation"]) for _, event in named})
        return [
            Told(name, {key: value for key, value in event.items() if key != "event"}, branches[event["conversation"]])
            for name, event in named
            if event["conversation"] in branches
        ]

    async def _messages(self, events: list[dict[str, Any]]) -> list[Told]:
        places = [(UUID(e["conversation"]), e["seq"]) for e in events if e.get("event") in {"message", "turn"}]
        if not places:
            return []
        async with self.house.store.unit(self.tenant) as unit:
            rows = await messages_at(unit, places)
        return [
            Told(
                "new_message", {"conversation": str(row["conversation_id"]), "message": message_of(row)}, row["branch"]
            )
            for row in rows
        ]

    def _give(self, batch: Batch) -> None:
        for queue in self.queues:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(None)
            queue.put_nowait(batch)


async def _gathered(stream: AsyncIterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Waits for an event, then for all that come within a moment; none after a long silence."""
    found: list[dict[str, Any]] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOK_AGAIN_S) as patience:
            async for event in stream:
                if not found:
                    patience.reschedule(asyncio.get_running_loop().time() + GATHER_S)
                found.append(event)
    return found


async def _told(feed: _Feed, queue: "asyncio.Queue[Batch | None]", horizon: int | None) -> AsyncIterator[Batch]:
    changed, oldest = await feed.look(horizon if horizon is not None else 0x7FFFFFFFFFFFFFFF)
    yield [Told("hello", {}, None, oldest), *changed]
    while True:
        # a console that was too slow to follow starts from the list again
        yield await queue.get() or [Told("reload", {})]
