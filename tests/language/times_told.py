"""How the tests of times read a message: from Monday 23 November 2026, nine in the morning."""

from datetime import datetime
from zoneinfo import ZoneInfo

from language.embedded.times import find_times
from language.port import Entity

MORNING = datetime.fromisoformat("2026-11-23T09:00:00-05:00")


def told(
    text: str, language: str = "es", zone: str = "America/Bogota", now: datetime = MORNING
) -> list[tuple[str | None, str | None, str]]:
    """``(start, end, grain)`` of each time in ``text``, on the wall clock, to the minute."""
    return [
        (_minute(time["value"]["start"]), _minute(time["value"]["end"]), time["value"]["grain"])
        for time in times(text, language, zone, now)
    ]


def starts(text: str, language: str = "es", zone: str = "America/Bogota") -> list[str | None]:
    return [start for start, _, _ in told(text, language, zone)]


def times(text: str, language: str = "es", zone: str = "America/Bogota", now: datetime = MORNING) -> list[Entity]:
    return find_times(text, language, now, ZoneInfo(zone), "US" if language == "en" else "CO")


def _minute(at: str | None) -> str | None:
    return at[:16] if at else None
