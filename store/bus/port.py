"""The bus, whatever carries it. Nothing on it is the only copy: what must last is in Postgres."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

Event = dict[str, Any]
"""JSON-plain. An event is a hint to look, or a draft to show; losing one loses nothing."""

GAP: Event = {"gap": True}
"""Stands where events were lost: the subscriber was slow or the connection broke. Read the truth again."""

LONGEST_PRESENCE_S = 3600.0


class Bus(Protocol):
    async def publish(self, channel: str, event: Event) -> None:
        """Gives ``event`` to all who are subscribed now, in any process. Never waits for them."""
        ...

    def subscribe(self, channel: str) -> AbstractAsyncContextManager[AsyncIterator[Event]]:
        """Inside the block, every event published since it began, in order, or ``GAP`` for what is lost.

        The iterator ends when the bus is closed.
        """
        ...

    async def presence_set(self, channel: str, who: str, ttl_s: float) -> None:
        """``who`` is here for ``ttl_s`` from now, an hour at most; 0 means gone."""
        ...

    async def presence(self, channel: str) -> list[str]:
        """Who is here, sorted."""
        ...

    async def hit(self, key: str, limit: int, window_s: float, cost: int = 1) -> bool:
        """Counts a hit on ``key``: True for the first ``limit`` of a window, which opens with a hit.

        A hit of a higher ``cost`` counts as so many; one of 0 only asks.
        """
        ...

    async def cache_get(self, key: str) -> bytes | None: ...

    async def cache_set(self, key: str, value: bytes, ttl_s: float) -> None:
        """Keeps ``value`` for at most ``ttl_s``; it may be gone earlier."""
        ...

    async def close(self) -> None:
        """Ends all subscriptions and lets go of all connections."""
        ...
