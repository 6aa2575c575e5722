"""Time is an input: whoever needs the hour or a duration asks a clock."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def ticks(self) -> float:
        """Milliseconds on a steady counter, for durations only."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        return time.perf_counter() * 1000


class StillClock:
    """A clock that stands at ``at`` until it is moved, so that two runs of a script read the same."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock needs an instant with its offset, such as 2026-11-23T09:00:00-05:00")
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def ticks(self) -> float:
        return self._at.timestamp() * 1000

    def move(self, by: timedelta) -> None:
        self._at += by
