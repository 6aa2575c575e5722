"""Dates and hours that a message names, as far as they are said; an hour keeps the date it stands with."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from language.claims.claim import Hit
from language.embedded.times.clock import clock_of
from language.embedded.times.days import days_of
from language.embedded.times.find import GRAMMARS, scanned
from language.embedded.times.join import join
from language.embedded.times.said import Said
from language.embedded.times.scan import Piece
from language.port import Json

_LEAD = re.compile(r"(?:^|[^\w])(?:a|al|tipo|sobre|como|para|hasta|desde|entre|y|o|at|by|until|and|or|from|to|@)[ ]$")
_LASTING = re.compile(r"\d+ horas")
"""Without "las", or another word that leads to an hour, it is how long something takes."""


def find_moments(text: str, language: str, region: str, now: datetime | None) -> Iterator[Hit]:
    """``now`` is in the reader's zone; without it "tomorrow" and "next week" stay what they are."""
    for piece in _pieces(text, language, region):
        for said in (*_each_day(piece.said), piece.to):
            if said is not None and not _is_span(said):
                yield from _hits(said, piece, text, now)


_COMING = 8
"""Days within which a weekday alone lies: "the Monday" is the coming one."""
_NO_CLAIM = {(0, 1, 2, 3, 4), (5, 6), (0, 1, 2, 3, 4, 5, 6)}
"""Weekdays, weekends, any day: said of days in general, and so of none."""


def _each_day(said: Said) -> Iterator[Said]:
    """ "Los martes y jueves" is said of two days."""
    if said.days is None or said.days in _NO_CLAIM:
        yield said
    else:
        yield from (replace(said, weekday=day) for day in said.days)


def _pieces(text: str, language: str, region: str) -> list[Piece]:
    return join(text, list(scanned(text, language, region)), GRAMMARS[language])


def _is_span(said: Said) -> bool:
    """ "In 20 minutes", "the next 3 weeks": counts of units, which are claims of another kind."""
    return (
        said.offset is not None
        or said.count is not None
        or bool(said.shift and said.shift[0] == "day" and said.shift[1] > 2)
    )


def _hits(said: Said, piece: Piece, text: str, now: datetime | None) -> Iterator[Hit]:
    on = _date(said, now)
    if said.hour is not None and _is_hour(said, piece, text):
        minutes, sure = clock_of(said)
        at = f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
        yield Hit("hour", {"at": at, "sure": sure == 1.0, "zone": said.zone, "on": on}, piece.start, piece.end)
    elif on is not None and not said.is_only("feast", "year", "turn") and not _is_today(said):
        yield Hit("date", on, piece.start, piece.end)


def _is_today(said: Said) -> bool:
    """ "Today" without an hour is true on any day."""
    return said.shift == ("day", 0) and said.is_only("shift", "part", "bound")


def _is_hour(said: Said, piece: Piece, text: str) -> bool:
    """ "Las dos" are hours only where the words before them say so."""
    plain = said.minute is None and said.half is None and said.part is None and said.bound is None and piece.to is None
    if said.has_date() or not (plain or _LASTING.fullmatch(text, piece.start, piece.end)):
        return True
    return text[piece.start :].startswith(("at ", "@")) or _LEAD.search(text[: piece.start]) is not None


def _date(said: Said, now: datetime | None) -> dict[str, Json] | None:
    """The date as far as it is said, with the day itself where only a calendar tells it; None without one."""
    date: dict[str, Json] = {
        name: getattr(said, name) for name in ("weekday", "day", "month", "year") if getattr(said, name) is not None
    }
    if said.days and said.weekday is not None:
        date["every"] = True
    if said.nth or said.feast or said.shift:
        if said.shift and said.shift[0] != "day" and not date and not said.nth:
            return None
        found = days_of(replace(said, edge=None), now.date()) if now else None
        if found is not None and found.grain == "day":
            return {**date, "date": found.start.isoformat()} if not said.nth else {"date": found.start.isoformat()}
        if now is None and said.shift and said.shift[0] == "day":
            return {**date, "ahead": said.shift[1]}
        return date or None
    if set(date) == {"weekday"} and now is not None:
        date["before"] = (now.date() + timedelta(days=_COMING + 7 * (said.turn or 0))).isoformat()
    return date if set(date) - {"year", "every"} else None
