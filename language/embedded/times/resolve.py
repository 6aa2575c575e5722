"""From what was said to instants: the customer's zone, whole days, stretches and bounds."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from language.embedded.times.clock import PARTS, at, clock_of
from language.embedded.times.days import days_of
from language.embedded.times.said import Said
from language.embedded.times.units import Days, unit_at

_GRAINS = {"quarter": "month", "days": "day", "months": "month", "weekend": "hour"}
_WHOLE = {"day", "week", "month", "year"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point (``end`` is where its grain ends) or an interval, in the customer's zone."""

    start: datetime | None
    end: datetime | None
    grain: str
    interval: bool = False
    part: str | None = None
    sure: float = 1.0


def resolve(said: Said, now: datetime) -> Moment | None:
    """``now`` is aware, in the customer's zone. None where no calendar has such a time. Never raises."""
    try:
        moment = _moment(said, now)
    except (ValueError, OverflowError):
        return None
    return _bounded(moment, said.bound, now) if moment and said.bound else moment


def resolve_interval(said: Said, to: Said, now: datetime) -> Moment | None:
    """From the one to the other; whole days at the end belong to it."""
    first = resolve(said, now)
    if first is None or first.start is None:
        return None
    seen_from = first.start - timedelta(1) if to.has_date() and to.month is None else first.start
    last = resolve(to, now if to.shift else seen_from)
    if last is None or last.start is None:
        return None
    end = last.end if last.grain in _WHOLE or last.interval else last.start
    if end is not None and end <= first.start:
        return None
    return Moment(first.start, end, last.grain, True, first.part, min(first.sure, last.sure))


def _moment(said: Said, now: datetime) -> Moment | None:
    zone = _zone(now)
    if said.count:
        return _counted(said.count, now)
    if said.offset and said.offset[0] in {"second", "minute", "hour"}:
        return _from_now(said.offset, now)
    days = days_of(_edge_of_unit(said), now.date())
    if days is None and (said.has_date() or said.edge):
        return None
    if said.hour is not None:
        return _clock(said, days, now)
    if said.part is not None:
        return _part_of(said.part, days, now)
    return _whole(days, zone) if days else None


def _edge_of_unit(said: Said) -> Said:
    """ "Early next week" is the start of the week, not its mornings."""
    if said.part in {"early", "late"} and said.shift and said.shift[0] in {"week", "month", "year"} and not said.edge:
        return replace(said, edge="start" if said.part == "early" else "end")
    return said


def _zone(now: datetime) -> ZoneInfo | None:
    return now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else None


def _whole(days: Days, zone: ZoneInfo | None) -> Moment:
    start = at(days.start, 18 * 60 if days.grain == "weekend" else 0, zone)
    grain = _GRAINS.get(days.grain, days.grain)
    return Moment(start, at(days.end, 0, zone), grain, days.grain in _GRAINS, sure=days.sure)


def _from_now(offset: tuple[str, int], now: datetime) -> Moment:
    unit, by = offset
    seconds = by * {"second": 1, "minute": 60, "hour": 3600}[unit]
    start = (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(now.tzinfo)
    return Moment(start, start, "second" if unit == "second" else "minute")


def _counted(count: tuple[str, int], now: datetime) -> Moment | None:
    """The next three weeks: whole units after this one; the last three: those before it, or up to now."""
    unit, by = count
    if not by:
        return None
    if unit in {"second", "minute", "hour"}:
        return _counted_clock(unit, by, now)
    if unit == "fortnight":
        unit, by = "week", by * 2
    this = unit_at(now.date(), unit, 0)
    first, last = (
        (this.end, unit_at(now.date(), unit, by).end) if by > 0 else (unit_at(now.date(), unit, by).start, this.start)
    )
    zone = _zone(now)
    return Moment(at(first, 0, zone), at(last, 0, zone), _GRAINS.get(unit, unit), True)


def _counted_clock(unit: str, by: int, now: datetime) -> Moment:
    step = timedelta(seconds={"second": 1, "minute": 60, "hour": 3600}[unit])
    this = now.replace(microsecond=0)
    if unit != "second":
        this = this.replace(second=0)
    if unit == "hour":
        this = this.replace(minute=0)
    base = this.astimezone(UTC)
    first, last = (base + step, base + step * (by + 1)) if by > 0 else (base + step * by, base)
    return Moment(first.astimezone(now.tzinfo), last.astimezone(now.tzinfo), unit, True)


def _clock(said: Said, days: Days | None, now: datetime) -> Moment | None:
    if days is not None and days.grain != "day":
        return replace(_whole(days, _zone(now)), sure=0.5)
    minutes, sure = clock_of(said)
    zone = ZoneInfo(said.zone) if said.zone else _zone(now)
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
    zone = _zone(now)
    if days is not None and days.grain != "day":
        return replace(_whole(days, zone), part=None if part in {"early", "late"} else name)
    day = days.start if days else now.date()
    end = at(day, last * 60, zone)
    if days is None and end <= now:
        day, end = day + timedelta(1), at(day + timedelta(1), last * 60, zone)
    sure = days.sure if days else 0.8
    return Moment(at(day, first * 60, zone), end, "hour", True, name, sure)


def _bounded(moment: Moment, bound: str, now: datetime) -> Moment | None:
    """ "After Tuesday" begins when Tuesday has ended; "after 5" begins at 5."""
    ends = moment.end if moment.grain in _WHOLE or moment.interval else moment.start
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
