"""Realtime fan-out, presence, rate limits and caches between processes. Nothing that may not be lost lives here."""

from kit.clock import Clock
from store.bus.memory import MemoryBus
from store.bus.port import Bus


def open_bus(redis_url: str | None, clock: Clock) -> Bus:
    """The Redis bus where there is a URL, otherwise the one of this process."""
    if redis_url is None:
        return MemoryBus(clock)
    from store.bus.redis import RedisBus

    return RedisBus(redis_url)
