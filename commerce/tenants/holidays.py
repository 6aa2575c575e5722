"""Public holidays of a country, from the ``holidays`` library."""

from collections.abc import Set
from datetime import date
from functools import lru_cache


def is_holiday(region: str, day: date) -> bool:
    """``region``: ISO 3166, as in the pack. A country that the library does not know has none."""
    return day in _of_year(region, day.year)


@lru_cache(maxsize=64)
def _of_year(region: str, year: int) -> Set[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(region, years=year))
    except NotImplementedError:
        return frozenset()
