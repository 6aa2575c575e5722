"""Dates as files and sites write them, as aware instants."""

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime


def instant(told: object) -> datetime | None:
    """ISO 8601, RFC 2822 or a date of YAML; without an offset in UTC. None for what is none, such as 0000-00-00."""
    if isinstance(told, datetime):
        return _aware(told)
    if isinstance(told, date):
        return datetime(told.year, told.month, told.day, tzinfo=UTC)
    text = str(told or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime, _by_name):
        try:
            return _aware(read(text))
        except (ValueError, TypeError, IndexError):
            continue
    return None


def _by_name(text: str) -> datetime:
    """As in ``Apr 08 2026``, which examples of front matter use."""
    return datetime.strptime(text.replace(",", ""), "%b %d %Y")


def _aware(found: datetime) -> datetime:
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found
