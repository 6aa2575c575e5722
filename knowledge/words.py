"""From a text to the terms that it is found by: six plain letters at most, without words that say little."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

STEM = 6
"""Letters of a word that count: ``instalación``, ``instalar`` and ``instalan`` meet at ``instal``."""

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GROUPING = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_NO_CENTS = re.compile(r"[.,]0{1,2}$")

_FIRST_MARK = "\u0300"
"""No character before it joins another one."""

_STOP_WORDS = Path(__file__).parent / "stop_words"


def terms_of(text: str, language: str) -> list[str]:
    """In their order and as often as they stand there. A language without a list of stop words keeps all."""
    stops = _stop_words(language)
    return [_stem(word) for word in _words(text) if word not in stops]


@cache
def _stop_words(language: str) -> frozenset[str]:
    path = _STOP_WORDS / f"{language}.txt"
    known = language.isalpha() and path.exists()
    return frozenset(path.read_text(encoding="utf-8").split()) if known else frozenset()


def _words(text: str) -> Iterator[str]:
    """Lower case, bare of accents; ``BD-4471`` and ``bd4471`` are the same two, ``1,290`` is ``1290``."""
    for piece in _PIECE.findall(_bare(text)):
        yield _number(piece) if piece[0].isdigit() else piece


def _stem(word: str) -> str:
    """One form for one and many (``plan``, ``planes``; ``city``, ``cities``), cut to what counts."""
    if len(word) > 3 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 4 and word.endswith(("a", "e", "o")):
        word = word[:-1]
    return word[:STEM]


def _bare(text: str) -> str:
    lower = text.lower()
    if lower.isascii():
        return lower
    split = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in split if char < _FIRST_MARK or not unicodedata.combining(char))


def _number(piece: str) -> str:
    return _NO_CENTS.sub("", _GROUPING.sub("", piece)).replace(",", ".")
