"""When the business is open."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from commerce.packs.company import Day, Hours
from commerce.packs.model import Pack
from commerce.tenants.holidays import is_holiday

Window = tuple[datetime, datetime]

WEEKDAYS: tuple[str, ...] = get_args(Day)
LOOK_AHEAD_DAYS = 21


def windows(pack: Pack, hours: Sequence[Hours], day: date) -> list[Window]:
    """The open spans of ``day`` in the business's zone, in order; none on a public holiday."""
    if is_holiday(pack.file.region, day):
        return []
    zone = ZoneInfo(pack.file.timezone)
    return sorted(_span(entry, day, zone) for entry in hours if WEEKDAYS[day.weekday()] in entry.days)


def is_within(pack: Pack, hours: Sequence[Hours], now: datetime) -> bool:
    """Whether ``now`` is in one of the spans; a public holiday has none."""
    today = now.astimezone(ZoneInfo(pack.file.timezone)).date()
    days = (today - timedelta(days=1), today)
    return any(opens <= now < closes for day in days for opens, closes in windows(pack, hours, day))


def next_opening(pack: Pack, now: datetime) -> datetime | None:
    """When the business opens next; None while it is open, or if it does not open in the next three weeks."""
    now = now.astimezone(UTC)
    today = now.astimezone(ZoneInfo(pack.file.timezone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(-1, LOOK_AHEAD_DAYS))
    for opens, closes in (span for day in days for span in windows(pack, pack.file.hours, day)):
        if opens <= now < closes:
            return None
        if now < opens:
            return opens
    return None


def _span(entry: Hours, day: date, zone: ZoneInfo) -> Window:
    """From opening to closing; what closes at or before its opening closes on the next day."""
    opens = datetime.combine(day, time.fromisoformat(entry.open), zone)
    closing_day = day if entry.close > entry.open else day + timedelta(days=1)
    return opens, datetime.combine(closing_day, time.fromisoformat(entry.close), zone)
