"""What two times that are named together lend each other: date, half of the day, what a number counts."""

from dataclasses import replace

from language.embedded.times.said import DATE, Said, lend


def numbers_read(left: Said, right: Said) -> tuple[Said, Said]:
    """A bare number is what its other end is, an hour or a day; where both are bare, both are hours."""
    if left.bare is not None and right.bare is not None:
        plausible = (
            left.is_only("bare", "bound") and right.is_only("bare", "bound") and max(left.bare, right.bare) <= 24
        )
        return (hour_of(left), hour_of(right)) if plausible else (left, right)
    if right.bare is not None and right.is_only("bare", "bound"):
        return left, _like(right, left)
    if left.bare is not None and left.is_only("bare", "bound"):
        return _like(left, right), right
    return left, right


def hour_of(said: Said) -> Said:
    return Said(hour=said.bare, half="24" if said.bare and said.bare > 12 else None, weak=True)


def _like(number: Said, model: Said) -> Said:
    bare = number.bare or 0
    if model.hour is not None and bare <= 24:
        return Said(hour=bare, half="24" if bare > 12 else None, bound=number.bound)
    if model.day is not None and 1 <= bare <= 31:
        return Said(day=bare, bound=number.bound)
    return number


def lent(start: Said, end: Said) -> tuple[Said, Said]:
    """Each end with the date and the half of the day that only the other one says."""
    if start.day is not None and end.day is not None and start.weekday is None and end.weekday is None:
        month = end.month if start.month is None else start.month
        return replace(start, month=month, year=start.year or end.year), _after_day(end, start)
    if start.weekday is None or end.weekday is None:
        start, end = lend(start, end, DATE), lend(end, start, DATE)
    if start.has_clock() and end.has_clock():
        start, end = _halves(lend(start, end, ("zone",)), lend(end, start, ("zone",)))
    weak = start.weak and end.weak and not start.has_date()
    return replace(start, weak=weak), replace(end, weak=weak)


def _after_day(end: Said, start: Said) -> Said:
    return replace(end, month=end.month or start.month, year=end.year or start.year)


def _halves(start: Said, end: Said) -> tuple[Said, Said]:
    """ "9-11am", "de 2 a 4 de la tarde", "9 to 5 pm": the hours that make the shorter stretch of a day."""
    if (
        start.half is None
        and start.part is None
        and (end.half == "pm" or end.part in {"afternoon", "evening", "night"})
    ):
        return replace(start, half="pm" if _clock(start) < _clock(end) else "am"), end
    if start.half is None and start.part is None and (end.half == "am" or end.part == "morning"):
        return replace(start, half="am"), end
    if end.half is None and end.part is None and start.half is not None:
        later = _clock(end) > _clock(start) and start.half != "24"
        return start, replace(end, half=start.half if later else "pm")
    if end.half is None and start.half is None and end.part is None:
        return start, replace(end, half="pm" if _clock(end) <= _clock(start) or _clock(start) < 8 * 60 else None)
    return start, end


def _clock(said: Said) -> int:
    hour = said.hour or 0
    return (hour % 12 if said.half in {None, "pm", "am"} else hour) * 60 + (said.minute or 0)


def shared(one: Said, other: Said) -> tuple[Said, Said]:
    if one.bare is not None and other.bare is not None:
        return one, other
    one, other = numbers_read(one, other)
    if one.bare is not None or other.bare is not None:
        return one, other
    if one.has_clock() and other.has_clock():
        if not other.has_date():
            other = lend(other, one, DATE)
        elif not one.has_date():
            one = lend(one, other, DATE)
        if one.half is None and one.part is None and _clock(one) < _clock(other):
            one = lend(one, replace(other, part=other.part), ("half", "part"))
        elif other.half is None and other.part is None and _clock(one) < _clock(other):
            other = lend(other, one, ("half", "part"))
    if one.day is not None and other.day is not None and one.weekday is None and other.weekday is None:
        month = one.month or other.month
        return replace(one, month=month), replace(other, month=other.month or month)
    return one, other
