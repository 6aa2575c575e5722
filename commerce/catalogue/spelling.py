"""Words that are spelled nearly like one of a list, or that sound like it in Spanish."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

LIKE = 80.0
LIKE_SHORT = 85.0
SHORT = 4
"""Letters of the shortest word that is guessed at; of so few, none may be wrong, but one missing or too many."""
SOUNDS_LIKE = 0.95
EQUALS = 3
"""Words as near as the nearest that are kept: *delanteor* may be "delantero" or "delantera"."""
_SOUNDS = (("ch", "tx"), ("h", ""), ("v", "b"), ("z", "s"), ("ce", "se"), ("ci", "si"), ("ll", "y"), ("qu", "k"),
           ("c", "k"), ("x", "s"), ("w", "b"))  # fmt: skip


class Spelling:
    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(word for word in words if len(word) >= SHORT and not word[0].isdigit())
        self._by_sound: dict[str, str] = {}
        for word in self._words:
            self._by_sound.setdefault(sound(word), word)
        self._sounds = sorted(self._by_sound)

    def nearest(self, word: str) -> list[tuple[str, float]]:
        """The words that were most likely meant, equally alike to what was written, each with how alike, 0 to 1."""
        if len(word) < SHORT or word[0].isdigit():
            return []
        heard = sound(word)
        if heard in self._by_sound:
            return [(self._by_sound[heard], SOUNDS_LIKE)]
        least = LIKE_SHORT if len(word) == SHORT else LIKE
        if written := _best(word, self._words, least):
            return written
        return [(self._by_sound[spoken], alike) for spoken, alike in _best(heard, self._sounds, least)]


def _best(word: str, words: list[str], least: float) -> list[tuple[str, float]]:
    found = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=least, limit=EQUALS)
    return [(name, alike / 100) for name, alike, _ in found if alike == found[0][1]]


def sound(word: str) -> str:
    """As it is heard in Spanish: "valatas" and "balatas" are one, and no letter is doubled."""
    for letters, spoken in _SOUNDS:
        word = word.replace(letters, spoken)
    return re.sub(r"(.)\1+", r"\1", word)
