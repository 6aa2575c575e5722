"""The day of a date that is said by its numbers, with or without month, year and weekday."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from language.embedded.times.said import Said
from language.embedded.times.units import DAY, Days, first_of, unit_at


def dated(said: Said, today: date) -> Days | None:
    if said.day is None:
        return _month_alone(said, today)
    if said.month is not None and said.shift and said.shift[0] in {"day", "week", "month"}:
        said = replace(said, shift=None)
    if said.month is None and said.shift and said.shift[0] == "day":
        return unit_at(today, *said.shift)
    if said.month is None and said.weekday is None and said.shift is None:
        return _day_alone(said, today)
    dates = [day for day in _candidates(said, today) if day is not None]
    if not dates:
        return None
    fitting = [day for day in dates if said.weekday is None or day.weekday() == said.weekday]
    ahead = [day for day in fitting if day >= today]
    if ahead and (ahead[0] - today).days < 300:
        return unit_at(ahead[0], "day", 0)
    if fitting and said.weekday is not None and abs((fitting[0] - today).days) < 60:
        return unit_at(fitting[0], "day", 0)
    day = (ahead or fitting or [day for day in dates if day >= today] or dates)[0]
    return replace(unit_at(day, "day", 0), sure=1.0 if len(dates) == 1 else 0.7)


def _day_alone(said: Said, today: date) -> Days | None:
    """ "El 25": of this month or the next that has one."""
    days = [day for day in _candidates(said, today) if day is not None and day >= today]
    return replace(unit_at(days[0], "day", 0), sure=0.75) if days else None


def _candidates(said: Said, today: date) -> Iterator[date | None]:
    """The dates that the day and month may mean: of last year, this year and those after."""
    day = said.day or 1
    if said.month is None:
        base = unit_at(today, *said.shift).start if said.shift else today
        span = 1 if said.shift else 13
        for ahead in range(span):
            yield _valid(first_of(base.year * 12 + base.month - 1 + ahead), day)
        return
    if said.year is not None or (said.shift and said.shift[0] == "year"):
        year = said.year or today.year + (said.shift[1] if said.shift else 0)
        yield _valid(date(year, said.month, 1), day)
        return
    if said.turn == -1:
        years = [today.year - (date(today.year, said.month, 1) >= today)]
    else:
        years = (
            [*range(today.year - 1, today.year + 9)]
            if said.weekday is not None
            else [*range(today.year, today.year + 9)]
        )
    for year in years:
        yield _valid(date(year, said.month, 1), day)


def _valid(first: date, day: int) -> date | None:
    last = unit_at(first, "month", 0).end - DAY
    return first.replace(day=day) if day <= last.day else None


def _month_alone(said: Said, today: date) -> Days | None:
    month = said.month or 1
    if said.year is not None:
        return unit_at(date(said.year, month, 1), "month", 0)
    if said.shift and said.shift[0] == "year":
        return unit_at(date(today.year + said.shift[1], month, 1), "month", 0)
    if said.turn == -1:
        return unit_at(date(today.year - (month >= today.month), month, 1), "month", 0)
    later = month < today.month or (said.turn == 1 and month == today.month)
    return unit_at(date(today.year + later, month, 1), "month", 0)
