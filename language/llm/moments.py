"""The days and hours that a text names, one by one as they stand: what belongs together, their order tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from language.embedded.times.clock import clock_of
from language.embedded.times.find import scanned
from language.embedded.times.said import Said
from language.embedded.times.scan import Piece
from language.llm.stated import DAY, HOUR, Token

Span = tuple[int, int]

_STRETCHES = ("offset", "count", "ahead", "away", "lasting", "stretch")
"""What is counted in units, and so no day: "in two weeks"."""
_DATED = ("year", "month", "day", "weekday", "nth", "shift", "feast")
_GREETS = re.compile(r"\b(?:buen[oa]s?|good) $")
_RANGE = re.compile(r"\d+ to \d+")
"""So many to so many: the clock would be read as "five to ten"."""
_JOINT = re.compile(r" (?:(?:in|de|por) )?(?:(?:the|la) )?")
_NOON = 12 * 60


def moments_in(text: str, language: str, region: str, times: Sequence[Span]) -> Iterator[tuple[Span, list[Token]]]:
    """By their spans in the folded text. ``times`` are surely of times: elsewhere a bare figure is none."""
    dated = False
    for piece in _with_parts(text, scanned(text, language, region)):
        surely = any(start < piece.end and piece.start < end for start, end in times)
        if any(getattr(piece.said, name) for name in _STRETCHES) or not (surely or _is_plain(piece.said)):
            continue
        if _RANGE.fullmatch(text, piece.start, piece.end) or (piece.said.part and _GREETS.search(text[: piece.start])):
            continue
        tokens = list(_tokens(piece, dated=dated))
        if tokens:
            dated = tokens[-1].kind == DAY and "day" not in tokens[-1].value
            yield (piece.start, piece.end), tokens


def _with_parts(text: str, found: Sequence[Piece]) -> Iterator[Piece]:
    """An hour and the part of the day that follows it ("8:30 in the evening") are one piece."""
    last: Piece | None = None
    for piece in found:
        joins = last and last.said.hour is not None and last.said.half is last.said.part is None
        if last and joins and piece.said.is_only("part") and _JOINT.fullmatch(text[last.end : piece.start]):
            last = Piece(last.start, piece.end, replace(last.said, part=piece.said.part))
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _is_plain(said: Said) -> bool:
    return not said.weak and said.bare is None


def _tokens(piece: Piece, *, dated: bool) -> Iterator[Token]:
    """A bare figure is the day of the weekday before it, or else an hour."""
    said = piece.said
    if said.bare is not None:
        yield Token(DAY, {"day": said.bare}) if dated else Token(HOUR, (said.bare % 24 * 60, False))
        return
    for weekday in said.days or ():
        yield Token(DAY, {"weekday": weekday})
    if date := _date(said):
        yield Token(DAY, date)
    if said.hour is not None:
        minutes, sure = clock_of(said)
        told = said.half is not None or said.part is not None
        yield Token(HOUR, (minutes % (24 * 60), told and sure == 1.0))
    elif said.part == "midday":
        yield Token(HOUR, (_NOON, True))
    elif said.part and not date:
        yield Token("part", said.part)


def _date(said: Said) -> dict[str, Any]:
    return {name: value for name in _DATED if (value := getattr(said, name)) is not None}
