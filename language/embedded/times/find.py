"""``find_times``: every time that a message names, as entities, seen from a given now."""

from datetime import datetime, tzinfo
from functools import lru_cache

from language.embedded.times import english, spanish
from language.embedded.times.grammar import Grammar
from language.embedded.times.join import join
from language.embedded.times.moment import Moment
from language.embedded.times.readings import other_readings
from language.embedded.times.recur import Recurring, first_of_them, recurring
from language.embedded.times.resolve import resolve, resolve_interval
from language.embedded.times.scan import Piece, scan
from language.embedded.times.units import DAY
from language.embedded.times.weekly import weekly
from language.port import Entity, Recurrence, TimeValue
from language.words.fold import Folded, fold
from language.words.numerals import tongue

GRAMMARS: dict[str, Grammar] = {"es": spanish.GRAMMAR, "en": english.GRAMMAR}
_SURE = 0.95
READ = 4000
"""Characters of a message that are read, so that any text takes bounded time."""


def find_times(text: str, language: str, now: datetime, zone: tzinfo, region: str) -> list[Entity]:
    """Times in their order, of any text in bounded time.

    ``now`` is aware. ``region`` (ISO 3166) says whether 11/12 is in November. Times of the past are given as
    they are. An hour without am or pm is read as a shop would, with less confidence. An interval of whole
    days ends when its last day ends; one of hours ends at the hour named.
    """
    folded = fold(text[:READ])
    here = now.astimezone(zone)
    pieces = weekly(folded.text, pieces_in(folded, language, region), GRAMMARS[tongue(language)].between)
    return [entity for piece in pieces for entity in _entity(piece, folded, here)]


def pieces_in(folded: Folded, language: str, region: str) -> list[Piece]:
    """The times as they were said, not yet held against a calendar."""
    grammar = GRAMMARS[tongue(language)]
    return join(folded.text, scan(folded.text, grammar, region), grammar)


@lru_cache(maxsize=1024)
def scanned(text: str, tongue: str, region: str) -> tuple[Piece, ...]:
    """The pieces of a folded text as they stand. They are kept: what is said is held against its facts more than
    once, and templates repeat."""
    return tuple(scan(text, GRAMMARS[tongue], region))


def _entity(piece: Piece, folded: Folded, now: datetime) -> list[Entity]:
    found = _values(piece, now)
    if not found:
        return []
    value, sure = found[0]
    if others := [other for other, _ in found[1:] if other != value]:
        value["alternatives"] = others
    start, end = folded.span(piece.start, piece.end)
    return [
        {
            "kind": "time",
            "text": folded.original[start:end],
            "start": start,
            "end": end,
            "value": value,
            "confidence": round(_SURE * sure, 3),
        }
    ]


def _values(piece: Piece, now: datetime) -> list[tuple[TimeValue, float]]:
    """What the words mean, and how sure; then what else they may mean."""
    if piece.said.recurs():
        return _recurring(piece, now)
    if piece.to:
        moments = [resolve_interval(piece.said, piece.to, now)]
    else:
        moments = [resolve(said, now) for said in (piece.said, *other_readings(piece.said))]
    if moments[0] is None:
        return []
    return [(_value(moment), moment.sure) for moment in moments if moment]


def _recurring(piece: Piece, now: datetime) -> list[tuple[TimeValue, float]]:
    again = recurring(piece.said, piece.to, now.date())
    first = first_of_them(again, now) if again else None
    if again is None or first is None:
        return []
    return [({**_value(first), "every": _every(again)}, first.sure)]


def _every(again: Recurring) -> Recurrence:
    return {
        "weekdays": list(again.weekdays),
        "opens": _wall_clock(again.opens),
        "closes": _wall_clock(again.closes),
        "first": again.within.start.isoformat() if again.within else None,
        "last": (again.within.end - DAY).isoformat() if again.within else None,
    }


def _wall_clock(minutes: int | None) -> str | None:
    return None if minutes is None or minutes >= 24 * 60 else f"{minutes // 60:02d}:{minutes % 60:02d}"


def _value(moment: Moment) -> TimeValue:
    return {
        "type": "interval" if moment.interval else "point",
        "start": moment.start.isoformat() if moment.start else None,
        "end": moment.end.isoformat() if moment.end and moment.interval else None,
        "grain": moment.grain,
        "part": moment.part,
    }
