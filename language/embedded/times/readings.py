"""The other times that the same words may mean."""

from collections.abc import Iterator
from dataclasses import replace

from language.embedded.times.clock import clock_of
from language.embedded.times.said import Said

_WAKING = (6 * 60, 22 * 60)
"""Nobody who says "at 3" without more means the night."""


def other_readings(said: Said) -> Iterator[Said]:
    """The likeliest first: the other half of the day, this week's weekday, all the weeks, the day as month."""
    if said.hour is not None and said.half is None and said.part is None and clock_of(said)[1] < 1.0:
        other = replace(said, half="am" if clock_of(said)[0] >= 12 * 60 else "pm")
        if _WAKING[0] <= clock_of(other)[0] < _WAKING[1]:
            yield other
    if said.turn == 1 and said.weekday is not None:
        yield replace(said, turn=0)
    if said.ahead:
        yield replace(said, ahead=None, count=said.ahead)
    if said.figures and said.day is not None and said.day <= 12 and said.day != said.month:
        yield replace(said, month=said.day, day=said.month)
