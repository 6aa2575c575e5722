"""Which bus a process has: Redis where there is an address of one, itself otherwise."""

from kit.clock import Clock
from kit.errors import InvalidInputError
from store.bus.memory import MemoryBus
from store.bus.port import Bus


def open_bus(redis_url: str | None, clock: Clock) -> Bus:
    """Connects on first use. Raises InvalidInputError for an address that is none of Redis."""
    if redis_url is None:
        return MemoryBus(clock)
    from store.bus.redis import RedisBus

    try:
        return RedisBus(redis_url, clock)
    except ValueError as error:
        raise InvalidInputError(f"REDIS_URL is not an address such as redis://host:6379/0: {error}") from error
