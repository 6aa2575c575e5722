"""Whole units of the calendar, counted from a day: a stretch of dates with its grain."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Days:
    """From ``start`` up to and without ``end``. ``sure`` falls where the words allow another reading."""

    start: date
    end: date
    grain: str
    sure: float = 1.0


def unit_at(today: date, unit: str, by: int) -> Days:
    """The whole unit that is ``by`` units from the one of ``today``."""
    match unit:
        case "day":
            return Days(today + by * DAY, today + (by + 1) * DAY, "day")
        case "week" | "fortnight":
            start = today - today.weekday() * DAY + by * 7 * DAY
            return Days(start, start + 7 * DAY, "week")
        case "weekend":
            start = today - today.weekday() * DAY + (by * 7 + 4) * DAY
            return Days(start, start + 3 * DAY, "weekend")
        case "month" | "quarter":
            size = 1 if unit == "month" else 3
            first = today.year * 12 + (today.month - 1) // size * size + by * size
            return Days(first_of(first), first_of(first + size), unit)
        case "year":
            return Days(date(today.year + by, 1, 1), date(today.year + by + 1, 1, 1), "year")
    raise ValueError(f"no calendar counts days in {unit!r}")


def first_of(count: int) -> date:
    """The first of the month that is ``count`` months after January of the year 0."""
    return date(count // 12, count % 12 + 1, 1)
