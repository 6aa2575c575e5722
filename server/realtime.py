"""Who watches a conversation in this process: one reader for all of them, and each message made ready once."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import orjson
from sse_starlette.event import ensure_bytes

from kit.errors import ParleyError
from kit.logging import logger
from server.place import HERE, place_of
from server.routes.shown import shown
from server.wiring import House
from store.unit import Row

log = logger("realtime")

LOOK_AGAIN_S = 60.0
"""The database is the truth: it is asked this often even if no event comes."""
KEPT = 100
"""Messages that a room holds ready; who is further behind reads the database."""

Line = tuple[int, bytes]


class Room:
    """A conversation that is watched."""

    def __init__(self, house: House, tenant: str, conversation: UUID) -> None:
        self._house = house
        self._tenant = tenant
        self._conversation = conversation
        self._lines: deque[Line] = deque(maxlen=KEPT)
        self._floor = self._top = 0
        self._news = asyncio.Event()
        self._ready = asyncio.Event()
        self._failed: ParleyError | None = None
        self.owner = ""
        self.place = HERE
        self.typing = 0
        """How often somebody was seen typing."""
        self.watchers = 0
        self.reader = asyncio.create_task(self._read())

    async def ready(self) -> None:
        await self._ready.wait()
        self._check()

    def news(self) -> asyncio.Event:
        """Set at the next change; taken before looking, so that none is missed."""
        self._check()
        return self._news

    async def since(self, after: int) -> list[Line]:
        """Every message after that number, ready to be sent."""
        if after >= self._floor:
            return [line for line in self._lines if line[0] > after]
        _, messages = await self._house.inbox.view(self._tenant, self._conversation, after)
        return [_line(message) for message in messages]

    async def _read(self) -> None:
        try:
            async with self._house.bus.subscribe(f"{self._tenant}:{self._conversation}") as heard:
                stream = aiter(heard)
                await self._begin()
                while True:
                    await self._take(stream)
        except ParleyError as error:
            self._end(error)
        except (OSError, StopAsyncIteration) as error:
            log.warning("room_lost", conversation=str(self._conversation), why=str(error))
            self._end(ParleyError("The stream was interrupted; connect again."))

    async def _begin(self) -> None:
        row, _ = await self._house.inbox.view(self._tenant, self._conversation, NOTHING_AFTER)
        self._floor = self._top = row["message_seq"]
        await self._see(row)
        self._ready.set()

    async def _take(self, stream: AsyncIterator[dict[str, Any]]) -> None:
        try:
            event = await asyncio.wait_for(anext(stream), LOOK_AGAIN_S)
        except TimeoutError:
            event = {}
        if event.get("event") == "typing":
            self.typing += 1
        else:
            await self._look()
        self._tell()

    async def _look(self) -> None:
        row, messages = await self._house.inbox.view(self._tenant, self._conversation, self._top)
        await self._see(row)
        for message in messages:
            if len(self._lines) == KEPT:
                self._floor = self._lines[0][0]
            self._lines.append(_line(message))
            self._top = message["seq"]

    async def _see(self, row: Row) -> None:
        self.owner = row["owner"]
        self.place = await place_of(self._house, self._tenant, row)

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def _end(self, error: ParleyError) -> None:
        self._failed = error
        self._ready.set()
        self._tell()

    def _check(self) -> None:
        if self._failed:
            raise self._failed


NOTHING_AFTER = 2**31 - 1


class Rooms:
    """The rooms of this process; one is closed when its last watcher leaves."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._rooms: dict[tuple[str, UUID], Room] = {}

    @asynccontextmanager
    async def enter(self, tenant: str, conversation: UUID) -> AsyncIterator[Room]:
        """Raises what the reader met: the conversation is not there, the database is away."""
        key = tenant, conversation
        room = self._rooms.get(key)
        if room is None or room.reader.done():
            room = self._rooms[key] = Room(self._house, tenant, conversation)
        room.watchers += 1
        try:
            await room.ready()
            yield room
        finally:
            room.watchers -= 1
            if not room.watchers:
                room.reader.cancel()
                if self._rooms.get(key) is room:
                    del self._rooms[key]


async def follow(rooms: Rooms, tenant: str, conversation: UUID, after: int) -> AsyncIterator[bytes]:
    """Messages after that number, then each new one; ``owner`` and ``place`` when they change, ``typing``."""
    async with rooms.enter(tenant, conversation) as room:
        owner, typing = "", room.typing
        place: dict[str, Any] = {}
        while True:
            news = room.news()
            for seq, line in await room.since(after):
                after = seq
                yield line
            if room.owner != owner:
                owner = room.owner
                yield event("owner", {"owner": owner})
            if room.place != place:
                place = room.place
                yield event("place", place)
            if room.typing != typing:
                typing = room.typing
                yield event("typing", {})
            await news.wait()


def event(name: str, data: dict[str, Any]) -> bytes:
    return ensure_bytes({"event": name, "data": orjson.dumps(data).decode()}, "\n")


def _line(message: Row) -> Line:
    told = {"event": "message", "id": str(message["seq"]), "data": shown(message).model_dump_json()}
    return message["seq"], ensure_bytes(told, "\n")
