"""What the words of a time say, before they are held against a calendar."""

from dataclasses import dataclass, fields, replace
from typing import Any

Shift = tuple[str, int]
"""A unit and how many of it: ``("week", 1)`` is the week after this one."""


@dataclass(frozen=True, slots=True)
class Said:
    """Field by field what was said; None where it was not. Pieces that stand together are merged into one."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    turn: int | None = None
    """Of weekdays, months and feasts: 0 this, 1 next, 2 the one after next, -1 last."""
    nth: Shift | None = None
    """The n-th weekday, day or week of what else is said; -1 is the last: ``("weekday", 1)``."""
    shift: Shift | None = None
    """Whole units from today: ``("day", 1)`` is tomorrow."""
    offset: Shift | None = None
    """From this moment: ``("minute", 90)``."""
    count: Shift | None = None
    """The next (or last, below zero) so many units."""
    ahead: Shift | None = None
    """So many coming units, said without saying over which: they, or the last of them."""
    away: Shift | None = None
    """So long after (before, below zero) what else is said, or today: ``("day", 3)``, ``("weekday", 2)``."""
    near: Shift | None = None
    """The so-many-closest weekday to what else is said: ``("weekday", 1)``."""
    stretch: Shift | None = None
    """The first (last, below zero) so many units of what else is said."""
    lasting: Shift | None = None
    """How long it goes on: ``("minute", 30)``."""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    half: str | None = None
    """``am``, ``pm``, or ``24`` where the hour was written on the 24-hour clock."""
    part: str | None = None
    edge: str | None = None
    """Of what else is said: ``start``, ``middle``, ``end``, ``rest``, or a half, ``first`` and ``second``.

    ``decade`` is ten years from the one that is said, ``later`` is later today.
    """
    feast: str | None = None
    zone: str | None = None
    bound: str | None = None
    """``after``, ``from``, ``before``, ``by``, ``until`` or ``between``."""
    days: tuple[int, ...] | None = None
    """The weekdays on which it recurs: "los sábados", "any day"."""
    but: tuple[int, ...] | None = None
    """Weekdays that are left out: "any day but Friday"."""
    figures: bool | None = None
    """Day and month are numbers ("3/4"), whose order is a custom of the region."""
    bare: int | None = None
    """A number alone, which only its neighbours can make an hour or a day."""
    weak: bool = False
    """The words often mean something else ("sun", "may"): they count only beside another piece, or alone."""

    def has_date(self) -> bool:
        return any(getattr(self, name) is not None for name in DATE)

    def recurs(self) -> bool:
        return self.days is not None or self.but is not None

    def has_clock(self) -> bool:
        return self.hour is not None

    def is_only(self, *names: str) -> bool:
        """Whether nothing but ``names`` was said."""
        return all(getattr(self, field.name) is None for field in fields(self) if field.name not in {*names, "weak"})


DATE = (
    *("year", "month", "day", "weekday", "nth", "shift", "offset", "count", "ahead", "away", "near", "stretch"),
    *("feast", "days", "but"),
)
CLOCK = ("hour", "minute", "second", "half", "part")


def merge(one: Said, other: Said) -> Said | None:
    """Both together, or None where they contradict each other and so are two times."""
    if one.has_clock() and other.has_clock() and (one.hour, one.minute) != (other.hour, other.minute):
        return None
    together: dict[str, Any] = {"weak": False}
    for field in fields(Said):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name == "weak":
            continue
        if mine is not None and theirs is not None and mine != theirs:
            return None
        together[field.name] = theirs if mine is None else mine
    return _sensible(Said(**together))


def _sensible(said: Said) -> Said | None:
    """Some fields cannot stand together though none of them clashes: an hour beside "in ten minutes"."""
    if said.offset and said.offset[0] in {"second", "minute"} and (said.hour is not None or said.part):
        return None
    if (said.count or said.ahead) and (said.hour is not None or said.part or said.weekday is not None):
        return None
    if said.recurs() and said.weekday is not None:
        return None
    return said if said.bare is None else None


def lend(said: Said, other: Said, names: tuple[str, ...]) -> Said:
    """``said`` with ``names`` from ``other``: all of them, or none where it has any itself."""
    if any(getattr(said, name) is not None for name in names):
        return said
    return replace(said, **{name: getattr(other, name) for name in names})
