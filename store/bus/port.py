"""What Parley needs of a bus."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

Event = dict[str, Any]
"""JSON-plain. ``{"gap": true}`` tells a slow subscriber that events were dropped: look at the database."""

BACKLOG = 1000
"""Events that wait for a slow subscriber before the oldest are dropped."""


class Bus(Protocol):
    async def publish(self, channel: str, event: Event) -> None:
        """Hands the event to whoever is subscribed now, in every process; quiet when nobody is."""
        ...

    def subscribe(self, channel: str) -> AbstractAsyncContextManager[AsyncIterator[Event]]:
        """Events of the channel from now on, in order. Waiting for one may be cancelled without losing any."""
        ...

    async def presence_set(self, channel: str, who: str, ttl_s: float) -> None:
        """``who`` is there for ``ttl_s`` seconds from now."""
        ...

    async def presence(self, channel: str) -> list[str]:
        """Who is there, sorted."""
        ...

    async def hit(self, key: str, limit: int, window_s: float) -> bool:
        """Counts one; False when ``limit`` was reached within the window already."""
        ...

    async def cache_get(self, key: str) -> bytes | None: ...

    async def cache_set(self, key: str, value: bytes, ttl_s: float) -> None: ...

    async def close(self) -> None: ...
