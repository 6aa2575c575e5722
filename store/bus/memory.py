"""The bus of one process."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kit.clock import Clock
from store.bus.port import BACKLOG, Event


class Subscription:
    """Events that wait for their reader; the oldest give way when there are too many."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Event] = asyncio.Queue(BACKLOG)
        self._gap = False

    def __aiter__(self) -> AsyncIterator[Event]:
        return self

    async def __anext__(self) -> Event:
        if self._gap:
            self._gap = False
            return {"gap": True}
        return await self._queue.get()

    def put(self, event: Event) -> None:
        if self._queue.full():
            self._queue.get_nowait()
            self._gap = True
        self._queue.put_nowait(event)


class MemoryBus:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._subscriptions: dict[str, set[Subscription]] = defaultdict(set)
        self._present: dict[str, dict[str, float]] = defaultdict(dict)
        self._hits: dict[str, list[float]] = {}
        self._cache: dict[str, tuple[float, bytes]] = {}

    async def publish(self, channel: str, event: Event) -> None:
        for subscription in self._subscriptions.get(channel, ()):
            subscription.put(event)

    @asynccontextmanager
    async def subscribe(self, channel: str) -> AsyncIterator[AsyncIterator[Event]]:
        subscription = Subscription()
        self._subscriptions[channel].add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions[channel].discard(subscription)
            if not self._subscriptions[channel]:
                del self._subscriptions[channel]

    async def presence_set(self, channel: str, who: str, ttl_s: float) -> None:
        self._present[channel][who] = self._now() + ttl_s

    async def presence(self, channel: str) -> list[str]:
        now = self._now()
        alive = {who: until for who, until in self._present.get(channel, {}).items() if until > now}
        self._present[channel] = alive
        return sorted(alive)

    async def hit(self, key: str, limit: int, window_s: float) -> bool:
        now = self._now()
        recent = [at for at in self._hits.get(key, []) if at > now - window_s]
        allowed = len(recent) < limit
        self._hits[key] = [*recent, now] if allowed else recent
        return allowed

    async def cache_get(self, key: str) -> bytes | None:
        until, value = self._cache.get(key, (0.0, b""))
        return value if until > self._now() else None

    async def cache_set(self, key: str, value: bytes, ttl_s: float) -> None:
        self._cache[key] = (self._now() + ttl_s, value)

    async def close(self) -> None:
        self._subscriptions.clear()

    def _now(self) -> float:
        return self._clock.now().timestamp()
