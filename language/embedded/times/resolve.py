"""From what was said to instants: the customer's zone, whole days, stretches and bounds."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from language.embedded.times.clock import PARTS, at, clock_of
from language.embedded.times.counts import ahead, counted, from_now, lasting, same_clock
from language.embedded.times.days import days_of
from language.embedded.times.moment import SECONDS, WHOLE, Moment, later, whole
from language.embedded.times.said import Said
from language.embedded.times.units import Days


def resolve(said: Said, now: datetime) -> Moment | None:
    """``now`` is aware, in the customer's zone. None where no calendar has such a time. Never raises."""
    try:
        moment = _moment(said, now)
        if moment and said.lasting:
            return lasting(moment, said.lasting)
    except (ValueError, OverflowError):
        return None
    return _bounded(moment, _bound(said), now) if moment and said.bound else moment


def _bound(said: Said) -> str:
    """ "Before the end of the month" is until it has ended."""
    return "until" if said.bound == "before" and said.edge == "end" else said.bound or ""


def resolve_interval(said: Said, to: Said, now: datetime) -> Moment | None:
    """From the one to the other; whole days at the end belong to it."""
    first = resolve(said, now)
    if first is None or first.start is None:
        return None
    seen_from = first.start - timedelta(1) if to.has_date() and to.month is None else first.start
    last = resolve(to, now if to.shift else seen_from)
    if last is None or last.start is None:
        return None
    end = last.end if last.grain in WHOLE or last.interval else last.start
    if end is not None and end <= first.start:
        return None
    return Moment(first.start, end, last.grain, True, first.part, min(first.sure, last.sure))


def _moment(said: Said, now: datetime) -> Moment | None:
    if said.count or said.ahead:
        return counted(said.count, now) if said.count else ahead(said.ahead or ("", 0), now)
    if said.offset and said.offset[0] in SECONDS:
        return from_now(said.offset, now)
    if said.away and said.away[0] in SECONDS:
        return _away_from_clock(said, said.away, now)
    if said.edge == "later":
        return Moment(later(now, ("hour", 1)), at(now.date(), 24 * 60, now.tzinfo), "hour", interval=True, sure=0.5)
    days = days_of(_edge_of_unit(said), now.date())
    if days is None and (said.has_date() or said.edge):
        return None
    if said.hour is not None:
        return _clock(said, days, now)
    if said.part is not None:
        return _part_of(said.part, days, now)
    if days and said.offset and said.edge is None and said.is_only("offset", "bound"):
        return same_clock(days, now)
    return whole(days, now.tzinfo) if days else None


def _away_from_clock(said: Said, away: tuple[str, int], now: datetime) -> Moment | None:
    """ "Two hours after noon", "half an hour before the meeting at 5"."""
    base = _moment(replace(said, away=None), now)
    if base is None or base.start is None:
        return None
    then = later(base.start, away)
    return Moment(then, then, "minute", sure=base.sure)


def _edge_of_unit(said: Said) -> Said:
    """ "Early next week" is the start of the week, not its mornings."""
    if said.part in {"early", "late"} and said.shift and said.shift[0] in {"week", "month", "year"} and not said.edge:
        return replace(said, edge="start" if said.part == "early" else "end")
    return said


def _clock(said: Said, days: Days | None, now: datetime) -> Moment | None:
    if days is not None and days.grain != "day":
        return replace(whole(days, now.tzinfo), sure=0.5)
    minutes, sure = clock_of(said)
    zone = ZoneInfo(said.zone) if said.zone else now.tzinfo
    here = now.astimezone(zone) if said.zone else now
    day = days.start if days else here.date()
    start = at(day, minutes, zone) + timedelta(seconds=said.second or 0)
    if days is None and start < now:
        start, sure = at(day + timedelta(1), minutes, zone), sure * 0.9
    start = start.astimezone(now.tzinfo)
    grain = "hour" if said.minute is None else "minute" if said.second is None else "second"
    return Moment(start, start, grain, sure=sure * (days.sure if days else 1.0))


def _part_of(part: str, days: Days | None, now: datetime) -> Moment:
    first, last, name = PARTS[part]
    zone = now.tzinfo
    if days is not None and days.grain != "day":
        return replace(whole(days, zone), part=None if part in {"early", "late"} else name)
    day = days.start if days else now.date()
    end = at(day, last * 60, zone)
    if days is None and end <= now:
        day, end = day + timedelta(1), at(day + timedelta(1), last * 60, zone)
    sure = days.sure if days else 0.8
    return Moment(at(day, first * 60, zone), end, "hour", True, name, sure)


def _bounded(moment: Moment, bound: str, now: datetime) -> Moment | None:
    """ "After Tuesday" begins when Tuesday has ended; "after 5" begins at 5."""
    ends = moment.end if moment.grain in WHOLE or moment.interval else moment.start
    match bound:
        case "after":
            start, end = ends, None
        case "from":
            start, end = moment.start, None
        case "before":
            start, end = None, moment.start
        case "until":
            start, end = None, ends
        case _:
            start, end = now, ends
    return replace(moment, start=start, end=end, interval=True)
