"""Wishes for days that come again: on which weekdays, between which hours, and when the first of them is."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from language.embedded.times.clock import PARTS, at, clock_of
from language.embedded.times.days import days_of
from language.embedded.times.moment import Moment, whole
from language.embedded.times.said import Said
from language.embedded.times.units import DAY, Days, unit_at

_WEEK = (0, 1, 2, 3, 4, 5, 6)
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Recurring:
    """``opens`` and ``closes`` are minutes of the wall clock, equal for one hour; ``within`` holds all its days."""

    weekdays: tuple[int, ...]
    opens: int | None = None
    closes: int | None = None
    part: str | None = None
    within: Days | None = None


def recurring(said: Said, to: Said | None, today: date) -> Recurring | None:
    """None where no day is left, or the hours contradict each other."""
    weekdays = tuple(day for day in said.days or _WEEK if day not in (said.but or ()))
    rest = replace(said, days=None, but=None, edge=None)
    within = days_of(rest, today) if rest.has_date() else None
    if not weekdays or (rest.has_date() and within is None):
        return None
    opens, closes = _hours(said, to)
    if opens is not None and closes is not None and closes < opens:
        return None
    part = PARTS[said.part][2] if said.part and said.hour is None else None
    return Recurring(weekdays, opens, closes, part, within)


def first_of_them(recurring: Recurring, now: datetime) -> Moment | None:
    """The first that has not ended: a day, an hour, or a stretch of hours."""
    start = max(now.date(), recurring.within.start) if recurring.within else now.date()
    for ahead in range(8):
        day = start + ahead * DAY
        if recurring.within and day >= recurring.within.end:
            return None
        if day.weekday() in recurring.weekdays and (found := _on(recurring, day, now)):
            return found
    return None


def _on(recurring: Recurring, day: date, now: datetime) -> Moment | None:
    if recurring.opens is None and recurring.closes is None:
        return whole(unit_at(day, "day", 0), now.tzinfo)
    opens = at(day, recurring.opens or 0, now.tzinfo)
    closes = at(day, _MIDNIGHT if recurring.closes is None else recurring.closes, now.tzinfo)
    if opens == closes:
        return Moment(opens, opens, "minute") if opens >= now else None
    return Moment(opens, closes, "hour", interval=True, part=recurring.part) if closes > now else None


def _hours(said: Said, to: Said | None) -> tuple[int | None, int | None]:
    if said.hour is None:
        return (PARTS[said.part][0] * 60, PARTS[said.part][1] * 60) if said.part else (None, None)
    minutes = clock_of(said)[0]
    if to is not None and to.hour is not None:
        return minutes, clock_of(to)[0]
    match said.bound:
        case "after" | "from":
            return minutes, None
        case "before" | "until" | "by":
            return None, minutes
    return minutes, minutes
