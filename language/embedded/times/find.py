"""``find_times``: every time that a message names, as entities, seen from a given now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from language.embedded.times import en, es
from language.embedded.times.grammar import Grammar
from language.embedded.times.join import join
from language.embedded.times.resolve import Moment, resolve, resolve_interval
from language.embedded.times.scan import Piece, scan
from language.port import Entity, TimeValue
from language.words.fold import Folded, fold
from language.words.numerals import tongue

GRAMMARS: dict[str, Grammar] = {"es": es.GRAMMAR, "en": en.GRAMMAR}
_SURE = 0.95
_READ = 4000
"""Characters of a message that are read, so that any text takes bounded time."""


def find_times(text: str, language: str, now: datetime, zone: ZoneInfo, region: str) -> list[Entity]:
    """Times in their order, of any text in bounded time.

    ``now`` is aware. ``region`` (ISO 3166) says whether 11/12 is in November. Times of the past are given as
    they are. An hour without am or pm is read as a shop would, with less confidence. An interval of whole
    days ends when its last day ends; one of hours ends at the hour named.
    """
    folded = fold(text[:_READ])
    here = now.astimezone(zone)
    pieces = pieces_in(folded, language, region)
    return [entity for piece in pieces if not piece.said.every for entity in _entity(piece, folded, here)]


def pieces_in(folded: Folded, language: str, region: str) -> list[Piece]:
    """The times as they were said, not yet held against a calendar."""
    grammar = GRAMMARS[tongue(language)]
    return join(folded.text, scan(folded.text, grammar, region), grammar)


def _entity(piece: Piece, folded: Folded, now: datetime) -> list[Entity]:
    moment = resolve_interval(piece.said, piece.to, now) if piece.to else resolve(piece.said, now)
    if moment is None:
        return []
    start, end = folded.span(piece.start, piece.end)
    return [
        {
            "kind": "time",
            "text": folded.original[start:end],
            "start": start,
            "end": end,
            "value": _value(moment),
            "confidence": round(_SURE * moment.sure, 3),
        }
    ]


def _value(moment: Moment) -> TimeValue:
    return {
        "type": "interval" if moment.interval else "point",
        "start": moment.start.isoformat() if moment.start else None,
        "end": moment.end.isoformat() if moment.end and moment.interval else None,
        "grain": moment.grain,
        "part": moment.part,
    }
