"""Days that are so far away from others: units after a day, the n-th weekday after or closest to it."""

from datetime import date

from language.embedded.times.units import DAY, Days, first_of, unit_at

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def moved(today: date, offset: tuple[str, int]) -> Days | None:
    """The day so many units from ``today``; a month later than the 31st is the last of a shorter month."""
    unit, by = offset
    if unit in {"day", "week"}:
        return unit_at(today, "day", by * (7 if unit == "week" else 1))
    if unit == "workday":
        return unit_at(_workdays(today, by), "day", 0)
    if unit in _MONTHS:
        first = first_of(today.year * 12 + today.month - 1 + by * _MONTHS[unit])
        last = unit_at(first, "month", 0).end - DAY
        return unit_at(first.replace(day=min(today.day, last.day)), "day", 0)
    return None


def _workdays(today: date, by: int) -> date:
    """So many days from Monday to Friday later; public holidays are the business's to know."""
    step = DAY if by > 0 else -DAY
    for _ in range(min(abs(by), 1000)):
        today += step
        while today.weekday() > 4:
            today += step
    return today


def away_from(base: Days, away: tuple[str, int], weekday: int | None) -> Days | None:
    """After the last day of ``base``, or before its first."""
    unit, by = away
    start = base.end - DAY if by > 0 else base.start
    if unit == "weekday":
        if not by:
            return None
        first = (
            (((weekday or 0) - start.weekday()) % 7 or 7) if by > 0 else -((start.weekday() - (weekday or 0)) % 7 or 7)
        )
        return unit_at(start, "day", first + 7 * (by - 1 if by > 0 else by + 1))
    if unit == "weekend":
        return unit_at(start, "weekend", by)
    return moved(start, away)


def nearest(day: date, weekday: int | None, nth: int) -> Days | None:
    """The ``nth`` closest of that weekday; the day itself counts."""
    if not 1 <= nth <= 50:
        return None
    first = day + (((weekday or 0) - day.weekday()) % 7 - 7 * nth) * DAY
    found = sorted((first + place * 7 * DAY for place in range(2 * nth + 1)), key=lambda each: (abs(each - day), each))
    return unit_at(found[nth - 1], "day", 0)
