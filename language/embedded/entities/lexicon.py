"""The word lists: as sets of plain names, and as one pattern of alternatives."""

import re
from collections.abc import Iterable
from functools import lru_cache

from language.embedded.data import load
from language.embedded.text import plain_of


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    return frozenset(map(plain_of, load("first_names")))


def alternatives(words: Iterable[str]) -> str:
    """Longest first, for a pattern over plain text."""
    return "|".join(re.escape(word) for word in sorted(set(map(plain_of, words)), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=8)
def pattern_of(name: str) -> re.Pattern[str]:
    """Every entry of a list by language, with its plural."""
    lists = load(name)
    return re.compile(rf"\b(?:{alternatives(word for words in lists.values() for word in words)})(?:e?s)?\b")
