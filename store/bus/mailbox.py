"""One subscriber's events, so bounded that a slow one costs memory neither to itself nor to the rest."""

import asyncio
from collections import deque
from typing import Self

import orjson

from store.bus.port import GAP, Event


class Mailbox:
    """An iterator over what is put in; beyond ``backlog`` the oldest make room, and a gap tells of it."""

    def __init__(self, backlog: int) -> None:
        self._backlog = backlog
        self._events: deque[bytes] = deque()
        self._gap = False
        self._closed = False
        self._news = asyncio.Event()

    def put(self, event: bytes) -> None:
        """``event`` as JSON, so that no two subscribers share an object."""
        if len(self._events) == self._backlog:
            self._events.popleft()
            self._gap = True
        self._events.append(event)
        self._news.set()

    def miss(self) -> None:
        """Something may have been lost on the way here."""
        self._gap = True
        self._news.set()

    def close(self) -> None:
        self._closed = True
        self._news.set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        while not (self._gap or self._events or self._closed):
            self._news.clear()
            await self._news.wait()
        if self._gap:
            self._gap = False
            return dict(GAP)
        if self._events:
            event: Event = orjson.loads(self._events.popleft())
            return event
        raise StopAsyncIteration
