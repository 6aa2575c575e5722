"""Turns of phrase with one meaning, read as one: "there's no rush" says what "take your time" does."""

import re
from collections.abc import Mapping
from functools import lru_cache

from language.llm.lexicon import lines


@lru_cache(maxsize=1024)
def plainly(text: str, language: str) -> str:
    """The folded ``text`` with each turn of phrase in the words that it is understood by."""
    meant = _meant(language)
    return _pattern(language).sub(lambda match: meant[match[0]], text.replace("’", "'"))


@lru_cache
def _meant(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in lines(f"{language}_turns"):
        meant, _, said = line.partition("=")
        found |= {turn.strip(): meant.strip() for turn in said.split("|")}
    return found


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    turns = sorted(_meant(language), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, turns))})(?![\w'])")
