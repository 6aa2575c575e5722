"""A calendar that lives in the process: it keeps events, and outside engagements that it is told of."""

from datetime import datetime

from kit.ids import reference
from tools.calendar.port import Busy


class MemoryCalendar:
    """``events`` by key: person, start, end, title, attendee. They are Parley's own, so never busy time."""

    def __init__(self) -> None:
        self.events: dict[str, tuple[str, datetime, datetime, str, str | None]] = {}
        self._engagements: list[tuple[str, datetime, datetime]] = []

    def engage(self, person: str, start: datetime, end: datetime) -> None:
        """Somebody else takes that time of ``person``: a dentist, a holiday."""
        self._engagements.append((person, start, end))

    async def busy(self, people: list[str], start: datetime, end: datetime) -> Busy:
        busy: Busy = {person: [] for person in people}
        for person, since, until in sorted(self._engagements):
            if person in busy and since < end and until > start:
                busy[person].append((since, until))
        return busy

    async def put(self, key: str, person: str, start: datetime, end: datetime, title: str, attendee: str | None) -> str:
        self.events[key] = (person, start, end, title, attendee)
        return reference("EVT", key, length=10)

    async def remove(self, key: str) -> None:
        self.events.pop(key, None)
