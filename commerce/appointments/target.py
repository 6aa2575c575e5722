"""From a wish to the span of time that it means."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from commerce.appointments.limits import Limits
from commerce.appointments.model import Recurring, Wish

PARTS = {"morning": (time(6), time(12)), "afternoon": (time(12), time(19)), "evening": (time(18), time(22))}
CIVIL = (time(7), time(21))
"""When one proposes a meeting to somebody who has not named an hour."""

Span = tuple[datetime, datetime]


def targets_of(wish: Wish, limits: Limits, zone: tzinfo) -> list[Span]:
    """What the wish means, in UTC: one span or several; an instant for an exact hour, and now for an open wish."""
    spans = [span for each in (wish, *wish.others) for span in _meant(each, limits, zone)]
    return [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in spans] or [(limits.now, limits.now)]


def distance(spans: Sequence[Span], at: datetime) -> timedelta:
    """How far ``at`` lies outside the nearest span; nothing inside one."""
    return min(_outside(span, at) for span in spans)


def _outside(span: Span, at: datetime) -> timedelta:
    start, end = span
    if at < start:
        return start - at
    if at < end or at == start:
        return timedelta(0)
    return at - end + timedelta(microseconds=1)


def is_civil(at: datetime, zone: tzinfo) -> bool:
    return CIVIL[0] <= at.astimezone(zone).time() < CIVIL[1]


def _meant(wish: Wish, limits: Limits, zone: tzinfo) -> list[Span]:
    if wish.recurring:
        return list(_again(wish.recurring, limits, zone))
    if wish.exact:
        return [(wish.exact, wish.exact)]
    if wish.day:
        return [_of_day(wish.day, wish.part, zone)]
    if wish.earliest or wish.latest:
        end_of_book = datetime.combine(limits.last_day + timedelta(days=1), time(), limits.zone)
        return [(wish.earliest or limits.now, wish.latest or end_of_book)]
    return [(limits.now, limits.now)]


def _again(recurring: Recurring, limits: Limits, zone: tzinfo) -> Iterator[Span]:
    """The hours of each day that it falls on, as far as can be booked."""
    today = limits.now.astimezone(zone).date()
    first = max(today, recurring.first or today)
    last = min(limits.last_day, recurring.last or limits.last_day)
    for day in (first + timedelta(days=ahead) for ahead in range((last - first).days + 1)):
        if day.weekday() in recurring.weekdays:
            opens = datetime.combine(day, recurring.opens or time(), zone)
            midnight = datetime.combine(day + timedelta(days=1), time(), zone)
            yield opens, datetime.combine(day, recurring.closes, zone) if recurring.closes else midnight


def _of_day(day: date, part: str | None, zone: tzinfo) -> Span:
    if part in PARTS:
        start, end = PARTS[part]
        return datetime.combine(day, start, zone), datetime.combine(day, end, zone)
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)
