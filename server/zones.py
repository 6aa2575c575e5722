"""Time zones that visitors' browsers name."""

from functools import lru_cache
from zoneinfo import available_timezones


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def known_zone(name: str | None) -> str | None:
    """The IANA zone as it came, or None where it is no zone: the business's own is used then."""
    return name if name in _names() else None
