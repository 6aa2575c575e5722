"""The pieces of times in a text: each match of a rule, the longest first, none over another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.embedded.times.grammar import Grammar, full_year
from language.embedded.times.said import Said

_DATE = re.compile(
    r"(?<![\w$#€£/.:,-])(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d\d))?(?![\w%$])(?![.,:/-]\d)"
)
_FULL_STOP = re.compile(r"(?<![ap]\. m)(?<![ap]\.m)(?<![ap]m)(?<! m)\.$")
"""A stop that ends the sentence, not an abbreviation of the half of the day."""
_MONTH_FIRST = {"US", "PR"}


@dataclass(frozen=True, slots=True)
class Piece:
    """``said`` at ``start:end`` of the folded text. ``to`` is the other end of an interval."""

    start: int
    end: int
    said: Said
    to: Said | None = None


def scan(text: str, grammar: Grammar, region: str) -> list[Piece]:
    """Pieces of the folded ``text`` in their order; those of idioms that are no times are taken out again."""
    found = [*_by_rules(text, grammar), *_numeric_dates(text, region)]
    found.sort(key=lambda hit: (hit[0] - hit[1], hit[0]))
    taken = bytearray(len(text))
    kept = []
    for start, end, said in found:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            if said is not None:
                kept.append(Piece(start, end, said))
    return sorted(kept, key=lambda piece: piece.start)


def _by_rules(text: str, grammar: Grammar) -> Iterator[tuple[int, int, Said | None]]:
    for gate in grammar.gates:
        for match, rule in gate.matches(text):
            said = None if rule.use == "void" else grammar.read(match, rule)
            if said is not None or rule.use == "void":
                yield match.start(), match.end() - bool(_FULL_STOP.search(match[0])), said


def _numeric_dates(text: str, region: str) -> Iterator[tuple[int, int, Said | None]]:
    """``25/11`` or ``11/25`` by the custom of the region; the other way round where only that is a date."""
    for match in _DATE.finditer(text):
        if match["mark"] != "/" and match["year"] is None and (match["mark"] == "." or match[0] != text.strip()):
            continue
        first, second = int(match["a"]), int(match["b"])
        month, day = (first, second) if region in _MONTH_FIRST else (second, first)
        if month > 12:
            month, day = day, month
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield (
                match.start(),
                match.end(),
                Said(year=full_year(match["year"]) if match["year"] else None, month=month, day=day, figures=True),
            )
