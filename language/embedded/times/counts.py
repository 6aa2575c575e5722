"""Amounts of units: from now, the next so many, those that something goes on for."""

from dataclasses import replace
from datetime import datetime, timedelta

from language.embedded.times.clock import at
from language.embedded.times.moment import SECONDS, STRETCHES, Moment, later, whole
from language.embedded.times.move import moved
from language.embedded.times.units import Days, unit_at


def from_now(offset: tuple[str, int], now: datetime) -> Moment:
    start = later(now, offset)
    return Moment(start, start, "second" if offset[0] == "second" else "minute")


def same_clock(days: Days, now: datetime) -> Moment:
    """The time of the day that it is now, some days away."""
    start = at(days.start, now.hour * 60 + now.minute, now.tzinfo) + timedelta(seconds=now.second)
    return replace(whole(days, now.tzinfo), start=start)


def counted(count: tuple[str, int], now: datetime) -> Moment | None:
    """The next three weeks: whole units after this one; the last three: those before it, or up to now."""
    unit, by = count
    if not by:
        return None
    if unit in SECONDS:
        return _counted_clock(unit, by, now)
    if unit == "fortnight":
        unit, by = "week", by * 2
    this, far = unit_at(now.date(), unit, 0), unit_at(now.date(), unit, by)
    first, last = (this.end, far.end) if by > 0 else (far.start, this.start)
    zone = now.tzinfo
    return Moment(at(first, 0, zone), at(last, 0, zone), STRETCHES.get(unit, unit), True)


def _counted_clock(unit: str, by: int, now: datetime) -> Moment:
    this = now.replace(microsecond=0)
    if unit != "second":
        this = this.replace(second=0)
    if unit == "hour":
        this = this.replace(minute=0)
    first, last = (later(this, (unit, 1)), later(this, (unit, by + 1))) if by > 0 else (later(this, (unit, by)), this)
    return Moment(first, last, unit, True)


def ahead(count: tuple[str, int], now: datetime) -> Moment | None:
    """Said without "the" or "in": the last of so many coming units. That all of them are meant is as likely."""
    if count[0] in SECONDS or count[1] < 2:
        return counted(count, now)
    return replace(whole(unit_at(now.date(), *count), now.tzinfo), sure=0.5)


def lasting(moment: Moment, length: tuple[str, int]) -> Moment | None:
    """From the start of ``moment``, so long: hours as they pass, days by the calendar."""
    if moment.start is None:
        return None
    if length[0] in SECONDS:
        return replace(moment, end=later(moment.start, length), grain="minute", interval=True)
    until = moved(moment.start.date(), length)
    if until is None:
        return None
    minutes = moment.start.hour * 60 + moment.start.minute
    return replace(moment, end=at(until.start, minutes, moment.start.tzinfo), interval=True)
