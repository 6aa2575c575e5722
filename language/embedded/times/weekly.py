"""Weekdays from one to another beside hours come again: "Monday to Friday from 9 to 5" is no single stretch."""

import re
from dataclasses import replace

from language.embedded.times.said import Said, merge
from language.embedded.times.scan import Piece


def weekly(text: str, pieces: list[Piece], glue: re.Pattern[str]) -> list[Piece]:
    """The same times, with runs of weekdays that have hours as days that come again."""
    done: list[Piece] = []
    for piece in (_with_own_hours(piece) for piece in pieces):
        joined = None
        if done and glue.fullmatch(text, done[-1].end, piece.start):
            joined = _joined(done[-1], piece) or _joined(piece, done[-1])
        if joined is None:
            done.append(piece)
        else:
            done[-1] = joined
    return done


def _with_own_hours(piece: Piece) -> Piece:
    """Where the hours were read into the run itself: "Monday to Friday after 5"."""
    said, to = piece.said, piece.to
    if to is None or not (said.has_clock() or said.part) or said.weekday is None or to.weekday is None:
        return piece
    days = _days(said, to)
    hours = replace(said, weekday=None)
    same = replace(to, weekday=None) in {Said(), replace(Said(), weak=to.weak), hours}
    return Piece(piece.start, piece.end, replace(hours, days=days)) if days and same else piece


def _joined(run: Piece, hours: Piece) -> Piece | None:
    if run.to is None or not run.said.is_only("weekday") or not run.to.is_only("weekday"):
        return None
    if hours.said.has_date() or not hours.said.has_clock():
        return None
    said = merge(hours.said, Said(days=_days(run.said, run.to)))
    return Piece(min(run.start, hours.start), max(run.end, hours.end), said, hours.to) if said else None


def _days(first: Said, last: Said) -> tuple[int, ...]:
    start, end = first.weekday or 0, last.weekday or 0
    return tuple(sorted((start + by) % 7 for by in range((end - start) % 7 + 1)))
