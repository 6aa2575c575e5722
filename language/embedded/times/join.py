"""Pieces that stand together become one time, an interval, or a choice of times that share a date."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from language.embedded.times.ends import hour_of, lent, numbers_read, shared
from language.embedded.times.grammar import Grammar
from language.embedded.times.said import Said, merge
from language.embedded.times.scan import Piece

_NUMBER_AFTER = re.compile(r"\.? ?,? ?(?:el |the )?")
_TO_A_NUMBER = re.compile(r" ?(?:-|a|to|hasta|until|till) ?\d")
_BOTH_BOUNDS = re.compile(r" ?,? ?(?:(?:but|and|y|pero) ?)?")

Joiner = Callable[[Piece, Piece], Piece | None]


def join(text: str, pieces: list[Piece], grammar: Grammar) -> list[Piece]:
    """The times of the folded ``text``: bound, joined, and rid of what is no time by itself."""
    glue, through, alternative = _patterns(grammar)
    pieces = _fold(text, pieces, _NUMBER_AFTER, partial(_numbered, text))
    pieces = _fold(text, pieces, glue, _bound)
    for _ in range(2):
        pieces = _fold(text, pieces, through, _interval)
        pieces = _fold(text, pieces, glue, _until)
        pieces = _fold(text, pieces, alternative, _between)
        pieces = _fold(text, pieces, _BOTH_BOUNDS, _bounded_twice)
        pieces = _fold(text, [_settled(piece) for piece in pieces], glue, partial(_own_hours, text))
        pieces = _fold(text, pieces, glue, _together)
    pieces = _share(text, _hours_of_days(text, pieces, glue), alternative)
    return [piece for piece in pieces if _stands(piece, text, glue)]


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _patterns(grammar: Grammar) -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(pattern) for pattern in (grammar.glue, grammar.through, grammar.alternative))


def _fold(text: str, pieces: list[Piece], joint: re.Pattern[str], joiner: Joiner) -> list[Piece]:
    """Joins neighbours, left to right, where ``joint`` is all that stands between them."""
    done: list[Piece] = []
    for piece in pieces:
        joined = None
        if done and joint.fullmatch(text, done[-1].end, piece.start):
            joined = joiner(done[-1], piece)
        if joined is None:
            done.append(piece)
        else:
            done[-1] = joined
    return done


def _over(left: Piece, right: Piece, said: Said, to: Said | None = None) -> Piece:
    return Piece(left.start, right.end, said, to)


def _numbered(text: str, left: Piece, right: Piece) -> Piece | None:
    """A number beside a weekday is its day, "martes 25", unless hours begin with it, "Thu 9-11am"."""
    day = right.said.bare
    if left.said.weekday is None or left.said.day is not None or not right.said.is_only("bare") or day is None:
        return None
    if not 1 <= day <= 31 or _TO_A_NUMBER.match(text, right.end):
        return None
    return _over(left, right, replace(left.said, day=day, weak=False))


def _bound(left: Piece, right: Piece) -> Piece | None:
    """ "After", "from", "until" with what follows it."""
    if not left.said.is_only("bound") or right.said.bound is not None:
        return None
    return _over(left, right, replace(right.said, bound=left.said.bound, weak=False))


def _settled(piece: Piece) -> Piece:
    """A number after "after" or "until" that has found no other end is an hour."""
    said = piece.said
    if said.bare is None or said.bound in {None, "between"} or said.bare > 24:
        return piece
    return replace(piece, said=replace(hour_of(said), bound=said.bound, weak=False))


def _until(left: Piece, right: Piece) -> Piece | None:
    """ "8am until 6": the second word of the pair stands with the end."""
    return _interval(left, right) if right.said.bound == "until" else None


def _own_hours(text: str, left: Piece, right: Piece) -> Piece | None:
    """ "… a 6 p. m., sábado de 9 a 2": a day after a comma takes the hours that follow it, not those before."""
    opens = text[max(0, left.start - 2) : left.start].rstrip().endswith(",")
    if not opens or not left.said.has_date() or left.said.has_clock() or not right.said.has_clock():
        return None
    return _together(left, right)


def _together(left: Piece, right: Piece) -> Piece | None:
    if left.to is not None and right.to is not None:
        return None
    if right.said.is_only("bound") or left.said.is_only("bound"):
        return None
    said = merge(left.said, right.said)
    if said is None:
        return None
    if left.to is None and right.to is None:
        return _over(left, right, said)
    stretch, other = (left, right.said) if left.to is not None else (right, left.said)
    days_only = other.has_clock() and not stretch.said.has_clock()
    end = merge(stretch.to, other) if stretch.to is not None and not days_only else None
    return _over(left, right, said, end) if end else None


def _interval(left: Piece, right: Piece) -> Piece | None:
    """Two ends: "July 13-15", "de 9 a 11 am", "from Monday to Friday"."""
    if left.to is not None or right.to is not None or left.said.count or right.said.count:
        return None
    start, end = numbers_read(left.said, right.said)
    if start.bare is not None or end.bare is not None:
        return None
    start, end = lent(start, end)
    kind = start.has_clock() == end.has_clock() and (start.has_clock() or start.has_date())
    end = replace(end, bound=None)
    return _over(left, right, replace(start, bound=None), end) if kind and start != end else None


def _between(left: Piece, right: Piece) -> Piece | None:
    """ "Entre las 2 y las 4": the word before makes "and" an interval."""
    return _interval(left, right) if left.said.bound == "between" else None


def _bounded_twice(left: Piece, right: Piece) -> Piece | None:
    """ "Later than 9:30 but before 11": both bounds make one stretch."""
    closes = right.said.bound in {"before", "by", "until"} and left.said.bound in {"after", "from"}
    return _interval(left, right) if closes else None


def _hours_of_days(text: str, pieces: list[Piece], glue: re.Pattern[str]) -> list[Piece]:
    """ "Mon-Fri 9 to 5": two bare numbers beside a run of days are hours."""
    for place in range(1, len(pieces)):
        for days, hours in ((place - 1, place), (place, place - 1)):
            run, weak = pieces[days], pieces[hours]
            beside = glue.fullmatch(text, pieces[place - 1].end, pieces[place].start)
            if beside and run.to and run.said.is_only("weekday") and weak.to and weak.said.weak:
                pieces[hours] = replace(weak, said=replace(weak.said, weak=False))
    return pieces


def _share(text: str, pieces: list[Piece], alternative: re.Pattern[str]) -> list[Piece]:
    """ "Mañana a las 10 o 10:30": the second is of tomorrow too; "at 3 or 4 pm": so is the first pm."""
    for place in range(1, len(pieces)):
        left, right = pieces[place - 1], pieces[place]
        if alternative.fullmatch(text, left.end, right.start) and left.to is None and right.to is None:
            one, other = shared(left.said, right.said)
            if one.weekday is not None and other.weekday is not None:
                one, other = (
                    replace(one, weak=one.weak and other.weak),
                    replace(other, weak=one.weak and other.weak),
                )
            pieces[place - 1], pieces[place] = replace(left, said=one), replace(right, said=other)
    return pieces


def _stands(piece: Piece, text: str, glue: re.Pattern[str]) -> bool:
    """Whether it is a time by itself."""
    said = piece.said
    if said.bare is not None or (said.bound == "between" and piece.to is None):
        return False
    if said.weak:
        around = f"{text[: piece.start].strip()} {text[piece.end :].strip(' .,;!?')}".strip() + " "
        return glue.fullmatch(around) is not None
    return said.year is not None or not said.is_only("bound", "zone", "nth", "edge", "half", "turn", "lasting")
