"""Letters that are no word of any language: a hand run over the keys."""

import re
from collections.abc import Iterator
from functools import lru_cache

from language.embedded.data import load
from language.embedded.text import Text, plain_of

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN = 4
"""Keys side by side that no word has: "power" has two."""
_VOWELS = re.compile("[aeiouy]")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{5,}")
_ECHO = re.compile(r"(.)\1{2,}")
_SYLLABLE = re.compile(r"(.{1,3})\1{2,}.{0,2}")
_STRANGE = 2
"""Pairs of letters that no known word has, from which a word is none; a third of a longer word's."""


def is_babble(text: Text) -> bool:
    """Whether none of the words of a text is one; digits and single letters decide nothing."""
    words = [token.word for token in text.tokens if len(token.word) > 2 and token.word.isalpha()]
    return bool(words) and all(map(is_no_word, words))


@lru_cache(maxsize=4096)
def is_no_word(word: str) -> bool:
    """``word`` is plain. An abbreviation of two letters may be one."""
    if not (word.isascii() and word.isalpha()) or len(word) < 3:
        return False
    if not _VOWELS.search(word) or _ECHO.search(word) or _SYLLABLE.fullmatch(word) or _is_run(word):
        return True
    strange = sum(pair not in _known() for pair in _pairs(word))
    return strange >= max(_STRANGE, len(word) / 3) or (bool(_CONSONANTS.search(word)) and strange > 0)


def _is_run(word: str) -> bool:
    stretches = (word[start : start + _RUN] for start in range(len(word) - _RUN + 1))
    return any(stretch in row or stretch[::-1] in row for stretch in stretches for row in _ROWS)


def _pairs(word: str) -> Iterator[str]:
    return (word[place : place + 2] for place in range(len(word) - 1))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """The pairs of letters in the names, cities, trades and words of the tables."""
    names = [*load("first_names"), *(city for cities in load("cities").values() for city in cities)]
    lists = [word for table in ("tongues", "industries", "roles") for words in load(table).values() for word in words]
    concepts = [entry for table in load("concepts").values() for entries in table.values() for entry in entries]
    words = (word for entry in (*names, *lists, *concepts) for word in re.findall(r"[a-z]+", plain_of(entry)))
    return frozenset(pair for word in words for pair in _pairs(word))
