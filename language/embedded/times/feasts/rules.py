"""When a feast is, from its rule in ``feasts.json``.

``12-25`` a fixed date; ``11 thu 4`` the fourth Thursday of November (``-1`` the last, ``+1`` a day later);
``easter -2`` and ``orthodox 0`` days from Easter Sunday; ``islamic eid_al_fitr``, ``hindu holi``, ``hebrew purim``,
``chinese lunar_new_year``, ``buddhist vesak`` from the tables of the ``holidays`` library; ``season 1`` summer. A last
``x 8`` says how many days it goes on.
"""

from calendar import isleap
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from language.embedded.times.units import DAY, Days, season_of, unit_at

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def on(rule: str, year: int) -> list[Days]:
    """The feast's days in ``year``: none where the tables end, two where a lunar year begins twice in it."""
    when, _, length = rule.partition(" x ")
    if when.startswith("season"):
        return [season_of(year, int(when.split()[1]))]
    return [Days(day, day + int(length or 1) * DAY, "days" if length else "day") for day in _starts(when, year)]


def _starts(rule: str, year: int) -> list[date]:
    kind, *rest = rule.split()
    if kind in _CALENDARS:
        return [start + int([*rest, "0"][1]) * DAY for start in _lunar(kind, rest[0], year)]
    if kind in _EASTERS:
        return [_EASTERS[kind](year) + int(rest[0]) * DAY]
    if rest:
        return [_nth_weekday(year, int(kind), rest)]
    month, day = (int(part) for part in kind.split("-"))
    return [date(year, month, day)] if (month, day) != (2, 29) or isleap(year) else []


def _nth_weekday(year: int, month: int, rest: list[str]) -> date:
    weekday, nth, plus = _WEEKDAYS.index(rest[0]), int(rest[1]), int([*rest, "0"][2])
    whole = unit_at(date(year, month, 1), "month", 0)
    if nth > 0:
        first = whole.start + (weekday - whole.start.weekday()) % 7 * DAY
        return first + (7 * (nth - 1) + plus) * DAY
    last = whole.end - DAY
    return last - ((last.weekday() - weekday) % 7 + 7 * (-nth - 1) - plus) * DAY


def easter(year: int) -> date:
    """Western Easter Sunday by the Gregorian computus (Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lean = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lean) // 451
    month, day = divmod(h + lean - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday by the Julian computus (Meeus), on the Gregorian calendar from 1900 to 2099."""
    lean = (19 * (year % 19) + 15) % 30
    rest = (2 * (year % 4) + 4 * (year % 7) - lean + 34) % 7
    month, day = divmod(lean + rest + 114, 31)
    return date(year, month, day + 1) + 13 * DAY


_EASTERS: dict[str, Callable[[int], date]] = {"easter": easter, "orthodox": orthodox_easter}
_CALENDARS = {
    "islamic": "_IslamicLunar",
    "hindu": "_HinduLunisolar",
    "hebrew": "_HebrewLunisolar",
    "chinese": "_ChineseLunisolar",
    "buddhist": "_BuddhistLunisolar",
}


@lru_cache(maxsize=1024)
def _lunar(calendar: str, feast: str, year: int) -> tuple[date, ...]:
    """The library's tables have no public name; its version is pinned, and the tests of feasts would tell."""
    from holidays import calendars

    table = getattr(calendars, _CALENDARS[calendar])()
    find = getattr(table, f"{feast}_dates", None) or getattr(table, f"{feast}_date")
    return tuple(sorted(day for day in _dates(find(year)) if day.year == year))


def _dates(found: object) -> Iterator[date]:
    """The tables give a date, a date with a mark of doubt, or several of either."""
    if isinstance(found, date):
        yield found
    elif isinstance(found, tuple) and len(found) == 2 and isinstance(found[1], bool):
        yield from _dates(found[0])
    elif hasattr(found, "__iter__"):
        for each in found:
            yield from _dates(each)
