"""What Parley needs of a calendar: when people are busy, and to put, move and take away an event."""

from datetime import datetime
from typing import Protocol

Busy = dict[str, list[tuple[datetime, datetime]]]
"""By person: aware, half-open intervals."""


class Calendar(Protocol):
    """A calendar for one tenant."""

    async def busy(self, people: list[str], start: datetime, end: datetime) -> Busy:
        """When each of ``people`` is taken between ``start`` and ``end``, outside of Parley's own appointments."""
        ...

    async def put(self, key: str, person: str, start: datetime, end: datetime, title: str, attendee: str | None) -> str:
        """Puts the event with that idempotency key, or moves it where it exists; its id at the vendor."""
        ...

    async def remove(self, key: str) -> None:
        """Takes the event away; quiet when there is none."""
        ...
