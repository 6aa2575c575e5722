"""From a wish to the span of time that it means."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from commerce.appointments.limits import Limits
from commerce.appointments.model import Wish

PARTS = {"morning": (time(6), time(12)), "afternoon": (time(12), time(19)), "evening": (time(18), time(22))}
CIVIL = (time(7), time(21))
"""When one proposes a meeting to somebody who has not named an hour."""

Span = tuple[datetime, datetime]


def target_of(wish: Wish, limits: Limits, zone: tzinfo) -> Span:
    """What the wish means, in UTC; a single instant for an exact hour, and now for an open wish."""
    start, end = _meant(wish, limits, zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def distance(span: Span, at: datetime) -> timedelta:
    """How far ``at`` lies outside the span; nothing inside it."""
    start, end = span
    if at < start:
        return start - at
    if at < end or at == start:
        return timedelta(0)
    return at - end + timedelta(microseconds=1)


def is_civil(at: datetime, zone: tzinfo) -> bool:
    return CIVIL[0] <= at.astimezone(zone).time() < CIVIL[1]


def _meant(wish: Wish, limits: Limits, zone: tzinfo) -> Span:
    if wish.exact:
        return wish.exact, wish.exact
    if wish.day:
        return _of_day(wish.day, wish.part, zone)
    if wish.earliest or wish.latest:
        end_of_book = datetime.combine(limits.last_day + timedelta(days=1), time(), limits.zone)
        return wish.earliest or limits.now, wish.latest or end_of_book
    return limits.now, limits.now


def _of_day(day: date, part: str | None, zone: tzinfo) -> Span:
    if part in PARTS:
        start, end = PARTS[part]
        return datetime.combine(day, start, zone), datetime.combine(day, end, zone)
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)
