"""The bus of a single process: the default, and what a Redis bus falls back on while Redis is away."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson

from kit.clock import Clock
from store.bus.expiring import Expiring
from store.bus.mailbox import Mailbox
from store.bus.port import LONGEST_PRESENCE_S, Event

_ROOM = 50_000
"""How many rate windows, and how many cached values, are kept at most."""
_CROWD = 1_000
"""How many can be present in a channel."""
_CHANNELS = 50_000


class MemoryBus:
    """For the tasks of one event loop."""

    def __init__(self, clock: Clock, backlog: int = 256) -> None:
        self._clock = clock
        self._backlog = backlog
        self._mailboxes: defaultdict[str, set[Mailbox]] = defaultdict(set)
        self._presence: Expiring[Expiring[None]] = Expiring(clock, _CHANNELS)
        self._windows: Expiring[int] = Expiring(clock, _ROOM)
        self._cache: Expiring[bytes] = Expiring(clock, _ROOM)

    async def publish(self, channel: str, event: Event) -> None:
        data = orjson.dumps(event)
        for mailbox in self._mailboxes.get(channel, ()):
            mailbox.put(data)

    @asynccontextmanager
    async def subscribe(self, channel: str) -> AsyncIterator[AsyncIterator[Event]]:
        mailbox = Mailbox(self._backlog)
        self._mailboxes[channel].add(mailbox)
        try:
            yield mailbox
        finally:
            self._leave(channel, mailbox)

    def _leave(self, channel: str, mailbox: Mailbox) -> None:
        self._mailboxes[channel].discard(mailbox)
        if not self._mailboxes[channel]:
            del self._mailboxes[channel]

    async def presence_set(self, channel: str, who: str, ttl_s: float) -> None:
        here = self._presence.get(channel) or Expiring(self._clock, _CROWD)
        here.set(who, None, min(ttl_s, LONGEST_PRESENCE_S))
        self._presence.set(channel, here, LONGEST_PRESENCE_S)

    async def presence(self, channel: str) -> list[str]:
        here = self._presence.get(channel)
        return sorted(here.keys()) if here else []

    async def hit(self, key: str, limit: int, window_s: float, cost: int = 1) -> bool:
        count = self._windows.get(key)
        if count is None:
            self._windows.set(key, cost, window_s)
        else:
            self._windows.replace(key, count + cost)
        return (count or 0) < limit

    async def cache_get(self, key: str) -> bytes | None:
        return self._cache.get(key)

    async def cache_set(self, key: str, value: bytes, ttl_s: float) -> None:
        self._cache.set(key, value, ttl_s)

    async def close(self) -> None:
        for mailboxes in self._mailboxes.values():
            for mailbox in mailboxes:
                mailbox.close()
