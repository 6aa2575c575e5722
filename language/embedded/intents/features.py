"""A text as the words, word pairs, letter runs and concepts that are in it, weighted by how rare they are."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.concepts import concepts_in
from language.embedded.intents.slips import Slips
from language.embedded.text import Text

RUN_LENGTHS = (3, 4)
"""Letters in a run: long enough to tell words apart, short enough that a typo leaves most of them whole."""
SHARES = (0.7, 1.0, 0.5)
"""The lengths of the word, letter and concept parts, chosen by cross-validation on training sets."""
PLENTY = 3000
"""Examples from which a gram must stand in ``OFTEN`` of them: most stand in one, and it takes half the time without."""
OFTEN = 2
MOST_TOKENS = 120
LONGEST_WORD = 40

_DIGITS = re.compile(r"\d+")
_LONG = re.compile(r"(.)\1{2,}")

Parts = tuple[list[str], list[str], list[str]]
"""The words with their pairs, the letter runs and the concepts of one text."""
Row = tuple[NDArray[np.int32], NDArray[np.float32]]
"""The columns of a text that the vocabulary knows, and their weights."""


def words_of(text: Text) -> list[str]:
    """Plain words; every number is ``0`` and "holaaaa" is "holaa"."""
    return [_shape(word) for word in text.words()[:MOST_TOKENS]]


@lru_cache(maxsize=16384)
def _shape(word: str) -> str:
    return _LONG.sub(r"\1\1", _DIGITS.sub("0", word[:LONGEST_WORD]))


def grams(words: Sequence[str]) -> Parts:
    """The first letter of each gram says which it is, so that all share one vocabulary."""
    pairs = zip(["^", *words], [*words, "$"], strict=True) if words else ()
    told = [*("w" + word for word in words), *(f"p{one} {two}" for one, two in pairs)]
    return told, [run for word in words for run in _runs(word)], ["k" + concept for concept in concepts_in(words)]


@lru_cache(maxsize=16384)
def _runs(word: str) -> tuple[str, ...]:
    framed = f" {word} "
    return tuple("c" + framed[at : at + length] for length in RUN_LENGTHS for at in range(len(framed) - length + 1))


class Features:
    """The vocabulary of the examples. ``rarity[i]`` is the inverse document frequency of ``names[i]``."""

    def __init__(self, names: Sequence[str], rarity: NDArray[np.float32], unknown: float) -> None:
        self.names = names
        self.rarity = rarity
        self.unknown = unknown
        self._weights = rarity.tolist()
        self._columns = {name: column for column, name in enumerate(names)}
        self._slips = Slips(name[1:] for name in names if name.startswith("w"))

    @staticmethod
    def learn(texts: Sequence[Parts]) -> "Features":
        seen: Counter[str] = Counter()
        for parts in texts:
            seen.update(set().union(*parts))
        names = sorted(name for name, count in seen.items() if count >= (OFTEN if len(texts) >= PLENTY else 1))
        rarity = [math.log((1 + len(texts)) / (1 + seen[name])) + 1 for name in names]
        return Features(names, np.array(rarity, np.float32), math.log(1 + len(texts)) + 1)

    def of(self, text: Text) -> Row:
        """The row of a text that was not among the examples: slips of the pen are put right first."""
        return self.row(grams(self._slips.mended(words_of(text))))

    def row(self, parts: Parts) -> Row:
        """What the vocabulary does not know still counts in the length, so that strange texts weigh little."""
        columns: list[int] = []
        weights: list[float] = []
        for part, share in zip(parts, SHARES, strict=True):
            self._weigh(part, share, columns, weights)
        return np.array(columns, np.int32), np.array(weights, np.float32)

    def _weigh(self, part: Sequence[str], share: float, columns: list[int], weights: list[float]) -> None:
        known: list[float] = []
        strange = 0.0
        for name, count in Counter(part).items():
            column = self._columns.get(name)
            often = 1 + math.log(count) if count > 1 else 1.0
            if column is None:
                strange += (often * self.unknown) ** 2
                continue
            columns.append(column)
            known.append(often * self._weights[column])
        length = math.sqrt(strange + sum(weight * weight for weight in known)) or 1.0
        weights.extend(share * weight / length for weight in known)
