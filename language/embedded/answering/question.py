"""What a question asks for: the words that carry it, and the kind of thing that would answer it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from language.words.fold import plain
from language.words.terms import stems

Kind = Literal["person", "time", "place", "count", "money", "duration", "reason"]

_WORD = re.compile(r"[a-z0-9]+")
_COUNTED = {"es": re.compile(r"\bcuant[oa]s (\w+)"), "en": re.compile(r"\bhow many (\w+)")}
_OF_US = {
    "es": re.compile(
        r"\b(?:ustedes|tienen|hacen|dan|venden|aceptan|reciben|trabajan|instalan|atienden|ofrecen|manejan|cobran"
        r"|entregan|envian|mandan|prestan|cubren|abren|garantizan|arreglan|reparan|cuentan con)\b"
    ),
    "en": re.compile(r"\b(?:do|does|will|would|can|could|are|have) (?:you|u|yall|y'all)\b|\byour\b"),
}
"""A question that is put to those who sell, not about somebody else."""
_NAME = re.compile(r"[^\W\d_]*[A-ZÁÉÍÓÚÜÑ][\w'-]*|\w*\d[\w.,]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """``stems`` in their order, each once; ``names``: the stems of its proper names and figures.

    A word that only says which kind is wanted ("price", "hours") is not among the stems: a figure of that kind
    answers it, whether or not the word stands beside it. ``words`` are all of its words, folded. ``counted``: the
    stem of the things whose number is asked for. ``of_us``: whether it is put to the business itself ("do you …?").
    """

    text: str
    language: str
    stems: tuple[str, ...]
    names: frozenset[str]
    kind: Kind | None
    words: frozenset[str]
    counted: str | None
    of_us: bool


def asked(question: str, language: str) -> Asked:
    """``language`` is ``es`` or ``en``."""
    folded = plain(question)
    matched = [(match.start(), place, kind, match[0]) for place, (kind, match) in enumerate(_matches(folded, language))]
    _, _, kind, asks = min(matched, default=(0, 0, None, ""))
    said = tuple(dict.fromkeys(stems(question, language)))
    asking = set(stems(asks, language))
    about = tuple(stem for stem in said if stem not in asking)
    return Asked(
        question,
        language,
        about or said,
        _names(question, language) - asking,
        kind,
        words_of(question),
        _counted(folded, language) if kind == "count" else None,
        bool(_OF_US[language].search(folded)),
    )


def _counted(folded: str, language: str) -> str | None:
    """None for what is measured and not counted: "how far", "cuántos años tiene" alone."""
    match = _COUNTED[language].search(folded)
    return next(iter(stems(match[1], language)), None) if match else None


def words_of(text: str) -> frozenset[str]:
    """All of them, also those that say little."""
    return frozenset(_WORD.findall(plain(text)))


def _matches(folded: str, language: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    for kind, pattern in _kinds(language):
        if match := pattern.search(folded):
            yield kind, match


def _names(question: str, language: str) -> frozenset[str]:
    """What is written with a capital or a digit, but for the first word."""
    named = (match[0] for match in _NAME.finditer(question) if question[: match.start()].strip(" ¿¡\"'("))
    return frozenset(stems(" ".join(named), language))


@cache
def _kinds(language: str) -> list[tuple[Kind, re.Pattern[str]]]:
    """In the order in which they are tried: "how much is" asks for money before it asks for a number."""
    listed = json.loads((Path(__file__).parent / "asks.json").read_text(encoding="utf-8"))[language]
    return [(cast(Kind, kind), re.compile("|".join(patterns))) for kind, patterns in listed.items()]
