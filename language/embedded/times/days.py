"""The days that a ``Said`` means, seen from a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from language.embedded.times.dated import dated
from language.embedded.times.feasts import feast_days
from language.embedded.times.move import away_from, moved, nearest
from language.embedded.times.said import Said
from language.embedded.times.units import DAY, Days, edge_of, unit_at


def days_of(said: Said, today: date) -> Days | None:
    """None where the words name no day, or one that no calendar has (31 February). Never raises."""
    try:
        found = _days(said, today)
        return edge_of(found, said.edge, today) if found and said.edge else found
    except (ValueError, OverflowError):
        return None


def _days(said: Said, today: date) -> Days | None:
    if said.away or said.near:
        return _beside(said, today)
    if said.offset:
        return _from_now(said, said.offset, today)
    if said.nth or said.stretch:
        return _within(said, today)
    return _named(said, today)


def _named(said: Said, today: date) -> Days | None:
    if said.feast:
        return feast_days(said, said.feast, today)
    if said.month is not None or said.day is not None:
        return dated(said, today)
    if said.weekday is not None:
        return _weekday(said, said.weekday, today)
    if said.year is not None:
        return replace(unit_at(date(said.year, 1, 1), "year", 0), sure=0.5)
    return unit_at(today, *said.shift) if said.shift else None


def _beside(said: Said, today: date) -> Days | None:
    """ "Three days after Easter", "the closest Monday to October 5th", "four Tuesdays from now"."""
    rest = replace(said, away=None, near=None, turn=None)
    counts_weekdays = said.near is not None or (said.away is not None and said.away[0] == "weekday")
    if counts_weekdays:
        rest = replace(rest, weekday=None)
    base = _days(rest, today) or (None if rest.has_date() else unit_at(today, "day", 0))
    if base is None:
        return None
    if said.near:
        return nearest(base.start, said.weekday, said.near[1])
    return away_from(base, said.away, said.weekday) if said.away else base


def _from_now(said: Said, offset: tuple[str, int], today: date) -> Days | None:
    """ "In two weeks"; beside a name, the one of then: "Thanksgiving in nine months", "March in a year"."""
    then = moved(today, offset)
    rest = replace(said, offset=None, edge=None)
    if then is None or not rest.has_date():
        return then
    if offset[0] == "year":
        return _named(replace(rest, shift=("year", offset[1])), today)
    if said.weekday is not None:
        return unit_at(unit_at(then.start, "week", 0).start, "day", said.weekday)
    found = [days for turn in (None, -1) if (days := _named(replace(rest, turn=turn), then.start))]
    return min(found, key=lambda days: abs(days.start - then.start), default=None)


def _within(said: Said, today: date) -> Days | None:
    unit, nth = said.nth or said.stretch or ("", 0)
    if unit in {"around", "from", "weekend_of"}:
        day = _days(replace(said, nth=None), today)
        return _week_of(day.start, unit) if day else None
    within = _days(replace(said, nth=None, stretch=None, weekday=None), today)
    if within is None and unit == "quarter":
        within = unit_at(today, "year", 0)
    if within is None:
        return None
    found = list(_units_within(within, unit, said.weekday))
    if said.stretch:
        part = found[:nth] if nth > 0 else found[nth:]
        return Days(part[0].start, part[-1].end, "days") if len(part) == abs(nth) else None
    place = nth - 1 if nth > 0 else nth
    return found[place] if -len(found) <= place < len(found) else None


def _week_of(day: date, how: str) -> Days:
    """The week or weekend around a day; with ``from`` weeks start on Sunday, and that Sunday's week follows it."""
    if how == "weekend_of":
        return unit_at(day, "weekend", 0)
    return unit_at(day + DAY if how == "from" else day, "week", 0)


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
