"""Which year's feast is meant, seen from a day."""

from datetime import date

from language.embedded.times.feasts.names import table
from language.embedded.times.feasts.rules import on
from language.embedded.times.said import Said
from language.embedded.times.units import Days


def feast_days(said: Said, feast: str, today: date) -> Days | None:
    """Of the year that is said, else the last one that is over, else the next: it may be now unless "next" is said."""
    rule = table()[feast]["on"]
    year = said.year or (today.year + said.shift[1] if said.shift and said.shift[0] == "year" else None)
    if year is not None:
        return next(iter(on(rule, year)), None)
    around = [days for year in range(today.year - 2, today.year + 3) for days in on(rule, year)]
    if said.turn == -1:
        return next((days for days in reversed(around) if days.end <= today), None)
    return next((days for days in around if (days.start if said.turn == 1 else days.end) > today), None)
