"""A dictionary whose entries end by themselves, and which does not grow for ever."""

from typing import Generic, TypeVar

from kit.clock import Clock

T = TypeVar("T")


class Expiring(Generic[T]):
    """At most ``room`` entries: when it is full, what has ended goes first, then what was set first."""

    def __init__(self, clock: Clock, room: int) -> None:
        self._clock = clock
        self._room = room
        self._entries: dict[str, tuple[float, T]] = {}

    def get(self, key: str) -> T | None:
        entry = self._entries.get(key)
        return entry[1] if entry and entry[0] > self._clock.ticks() else None

    def set(self, key: str, value: T, ttl_s: float) -> None:
        if len(self._entries) >= self._room and key not in self._entries:
            self._make_room()
        self._entries[key] = (self._clock.ticks() + ttl_s * 1000, value)

    def replace(self, key: str, value: T) -> None:
        """A new value for an entry that keeps its end."""
        self._entries[key] = (self._entries[key][0], value)

    def keys(self) -> list[str]:
        now = self._clock.ticks()
        return [key for key, (end, _) in self._entries.items() if end > now]

    def _make_room(self) -> None:
        now = self._clock.ticks()
        self._entries = {key: entry for key, entry in self._entries.items() if entry[0] > now}
        while len(self._entries) >= self._room:
            del self._entries[next(iter(self._entries))]
