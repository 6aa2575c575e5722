"""Words with one letter wrong, missing, doubled or swapped, put right by the words of the examples."""

from collections.abc import Iterable, Sequence

from language.embedded.data import words
from language.embedded.intents.concepts import is_ordinary

SHORTEST = 5
"""Letters from which one wrong letter leaves little doubt."""
_REMEMBERED = 8192
_MEANT = frozenset(words("not_slips"))
"""Words of their own, a letter away from those of examples: "audios" is no "adiós"."""


class Slips:
    def __init__(self, known: Iterable[str]) -> None:
        self._all = frozenset(known)
        self._long = sorted(word for word in self._all if len(word) >= SHORTEST - 1)
        self._mended: dict[str, str] = {}

    def mended(self, told: Sequence[str]) -> list[str]:
        return [self._mend(word) for word in told]

    def _mend(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._all or word in _MEANT or not word.isalpha() or is_ordinary(word):
            return word
        if word not in self._mended:
            if len(self._mended) >= _REMEMBERED:
                self._mended.clear()
            self._mended[word] = self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> str:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        best = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=1)
        return best[0] if best else word
