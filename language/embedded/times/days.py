"""The days that a ``Said`` means, seen from a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from language.embedded.times.dated import dated
from language.embedded.times.feasts import FEASTS
from language.embedded.times.said import Said
from language.embedded.times.units import DAY, Days, first_of, unit_at


def days_of(said: Said, today: date) -> Days | None:
    """None where the words name no day, or one that no calendar has (31 February). Never raises."""
    try:
        found = _days(said, today)
        return _edged(found, said.edge, today) if found and said.edge else found
    except (ValueError, OverflowError):
        return None


def _days(said: Said, today: date) -> Days | None:
    if said.feast:
        return _feast(said, today)
    if said.offset:
        return _moved(today, said.offset)
    if said.nth:
        return _nth(said, today)
    if said.month is not None or said.day is not None:
        return dated(said, today)
    if said.weekday is not None:
        return _weekday(said, said.weekday, today)
    if said.year is not None:
        return replace(unit_at(date(said.year, 1, 1), "year", 0), sure=0.5)
    return unit_at(today, *said.shift) if said.shift else None


_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _moved(today: date, offset: tuple[str, int]) -> Days | None:
    unit, by = offset
    if unit in {"day", "week"}:
        return unit_at(today, "day", by * (7 if unit == "week" else 1))
    if unit in _MONTHS:
        first = first_of(today.year * 12 + today.month - 1 + by * _MONTHS[unit])
        last = unit_at(first, "month", 0).end - DAY
        return unit_at(first.replace(day=min(today.day, last.day)), "day", 0)
    return None


def _feast(said: Said, today: date) -> Days | None:
    find = FEASTS[said.feast or ""]
    year = said.year or (today.year + said.shift[1] if said.shift and said.shift[0] == "year" else None)
    if year is not None:
        years: Iterator[int] | tuple[int, ...] = (year,)
    elif said.turn == -1:
        past = [other for other in (today.year - 2, today.year - 1, today.year) if find(other)[1] <= today]
        years = (past[-1],)
    else:
        years = (other for other in range(today.year - 1, today.year + 2) if find(other)[1] > today)
    start, end = find(next(iter(years)))
    return Days(start, end, "day" if end - start == DAY else "days")


def _nth(said: Said, today: date) -> Days | None:
    unit, nth = said.nth or ("", 0)
    if unit == "around":
        day = _days(replace(said, nth=None), today)
        return unit_at(day.start, "week", 0) if day else None
    within = _days(replace(said, nth=None, weekday=None), today)
    if within is None and unit == "quarter":
        within = unit_at(today, "year", 0)
    if within is None:
        return None
    found = list(_units_within(within, unit, said.weekday))
    place = nth - 1 if nth > 0 else nth
    return found[place] if -len(found) <= place < len(found) else None


def _units_within(within: Days, unit: str, weekday: int | None) -> Iterable[Days]:
    """The whole units inside: a week that starts before the month is not its first week."""
    if unit == "weekday":
        first = within.start + ((weekday or 0) - within.start.weekday()) % 7 * DAY
        return (unit_at(first, "day", by) for by in range(0, (within.end - first).days, 7))
    return (
        found
        for found in (unit_at(within.start, unit, by) for by in range((within.end - within.start).days))
        if found.start >= within.start and found.end <= within.end
    )


def _weekday(said: Said, weekday: int, today: date) -> Days:
    """ "Next Friday" is that of next week; a bare weekday is the first one after today."""
    if said.shift and said.shift[0] == "week":
        return unit_at(unit_at(today, *said.shift).start + weekday * DAY, "day", 0)
    if said.shift and said.shift[0] == "day":
        day = unit_at(today, *said.shift)
        return day if day.start.weekday() == weekday else replace(day, sure=0.5)
    ahead = (weekday - today.weekday()) % 7
    match said.turn:
        case 0:
            return unit_at(today, "day", ahead)
        case -1:
            return unit_at(today, "day", ahead - 7)
        case 1:
            start = today + (7 - today.weekday() + weekday) * DAY
            return replace(unit_at(start, "day", 0), sure=0.75 if weekday > today.weekday() else 1.0)
        case 2:
            return unit_at(today, "day", (ahead or 7) + 7)
    return unit_at(today, "day", ahead or 7)


_EDGES = {
    "week": {"start": (0, 3), "middle": (2, 4), "end": (4, 7)},
    "month": {"start": (0, 10), "middle": (10, 20), "end": (20, 31)},
    "year": {"start": (0, 3), "middle": (4, 8), "end": (8, 12)},
}


def _edged(days: Days, edge: str, today: date) -> Days:
    """Its first or last part: a third of a month, the Friday and weekend of a week, four months of a year."""
    if edge == "rest":
        return replace(days, start=today, grain="days")
    if days.grain not in _EDGES:
        return days
    first, last = _EDGES[days.grain][edge]
    if days.grain == "year":
        base = days.start.year * 12
        return Days(first_of(base + first), first_of(base + last), "months")
    return Days(days.start + first * DAY, min(days.end, days.start + last * DAY), "days")
