"""What a time comes to: instants in the customer's zone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from language.embedded.times.clock import at
from language.embedded.times.units import Days

SECONDS = {"second": 1, "minute": 60, "hour": 3600}
WHOLE = {"day", "week", "month", "quarter", "year"}
STRETCHES = {"days": "day", "months": "month", "years": "year", "weekend": "hour"}
"""Stretches of days that are no unit of the calendar, and the grain of their ends."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point (``end`` is where its grain ends) or an interval, in the customer's zone.

    A point of a coarse grain may lie anywhere in its unit: "in a week" keeps the hour of now.
    """

    start: datetime | None
    end: datetime | None
    grain: str
    interval: bool = False
    part: str | None = None
    sure: float = 1.0


def whole(days: Days, zone: tzinfo | None) -> Moment:
    start = at(days.start, 18 * 60 if days.grain == "weekend" else 0, zone)
    grain = STRETCHES.get(days.grain, days.grain)
    return Moment(start, at(days.end, 0, zone), grain, days.grain in STRETCHES, sure=days.sure)


def later(start: datetime, by: tuple[str, int]) -> datetime:
    """So many seconds, minutes or hours later, as they pass."""
    return (start.astimezone(UTC) + timedelta(seconds=by[1] * SECONDS[by[0]])).astimezone(start.tzinfo)
