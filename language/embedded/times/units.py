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
        case "halfmonth":
            return _half_month(today, by)
        case "season":
            return _season(today, by)
        case "decade" | "century":
            size = 10 if unit == "decade" else 100
            first = today.year // size * size + by * size
            return Days(date(first, 1, 1), date(first + size, 1, 1), "years")
        case "year":
            return Days(date(today.year + by, 1, 1), date(today.year + by + 1, 1, 1), "year")
    raise ValueError(f"no calendar counts days in {unit!r}")


def _half_month(today: date, by: int) -> Days:
    """From the 1st to the 15th, or from the 16th to the end: what wages are paid for in much of Latin America."""
    count = (today.year * 12 + today.month - 1) * 2 + (today.day > 15) + by
    start, month = first_of(count // 2), count // 2
    if count % 2 == 0:
        return Days(start, start.replace(day=16), "days")
    return Days(start.replace(day=16), first_of(month + 1), "days")


SEASONS = (((3, 20), (6, 21)), ((6, 21), (9, 24)), ((9, 23), (12, 22)), ((12, 21), (3, 21)))
"""Spring, summer, autumn and winter of the north: their first day, and the day after their last."""


def season_of(year: int, place: int) -> Days:
    """The season that begins in ``year``; 0 is spring."""
    start, end = SEASONS[place]
    return Days(date(year, *start), date(year + (end < start), *end), "days")


def _season(today: date, by: int) -> Days:
    started = [place for place, (start, _) in enumerate(SEASONS) if date(today.year, *start) <= today]
    count = today.year * 4 + (started[-1] if started else -1) + by
    return season_of(count // 4, count % 4)


def first_of(count: int) -> date:
    """The first of the month that is ``count`` months after January of the year 0."""
    return date(count // 12, count % 12 + 1, 1)


_EDGES = {
    "week": {"start": (0, 3), "middle": (2, 4), "end": (4, 7)},
    "month": {"start": (0, 10), "middle": (10, 20), "end": (20, 31), "first": (0, 15), "second": (15, 31)},
    "quarter": {"start": (0, 1), "middle": (1, 2), "end": (2, 3)},
    "year": {
        **{"start": (0, 3), "middle": (4, 8), "end": (8, 12)},
        **{"first": (0, 6), "second": (6, 12), "decade": (0, 120)},
    },
}
"""By unit: days of a week or month, months of a quarter or year."""


def edge_of(days: Days, edge: str, today: date) -> Days:
    """Its first or last part: a third of a month, the Friday and weekend of a week, four months of a year."""
    if edge == "rest":
        return Days(max(today, days.start), days.end, "days", days.sure)
    if edge not in _EDGES.get(days.grain, {}):
        return days
    first, last = _EDGES[days.grain][edge]
    if days.grain in {"year", "quarter"}:
        base = days.start.year * 12 + days.start.month - 1
        return Days(first_of(base + first), first_of(base + last), "months")
    return Days(days.start + first * DAY, min(days.end, days.start + last * DAY), "days")
