"""Words, word beginnings (``reagend*``) and phrases, each with what it tells, found in a message word by word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

Told = TypeVar("Told")

LONGEST_BEGINNING = 14
REMEMBERED = 8192
"""Words of which it is known what they tell alone: most words of a message come again in others."""


class Hit(NamedTuple, Generic[Told]):
    """``size`` words from ``place`` on tell ``told``."""

    place: int
    size: int
    told: Told


class Phrasebook(Generic[Told]):
    """Entries are plain: lower case, no accents. Within a phrase too, a word may end in ``*``."""

    def __init__(self, entries: Iterable[tuple[str, Told]]) -> None:
        self._words: dict[str, list[Told]] = defaultdict(list)
        self._beginnings: dict[str, list[Told]] = defaultdict(list)
        self._phrases: dict[tuple[str, str], list[tuple[list[str], Told]]] = defaultdict(list)
        """By their first two words, the second as far as it is written out to the letter."""
        self._alone = lru_cache(REMEMBERED)(self._told_alone)
        for entry, told in entries:
            words = entry.split()
            if len(words) > 1:
                self._phrases[words[0], "" if words[1].endswith("*") else words[1]].append((words, told))
            elif entry.endswith("*"):
                self._beginnings[entry[:-1]].append(told)
            else:
                self._words[entry].append(told)

    def hits(self, words: Sequence[str]) -> Iterator[Hit[Told]]:
        """Every entry that stands in ``words``, overlapping ones too."""
        for place, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=False)):
            yield from (Hit(place, 1, told) for told in self._alone(word))
            for phrase, told in (*self._phrases.get((word, after), ()), *self._phrases.get((word, ""), ())):
                if _stands(phrase, words, place):
                    yield Hit(place, len(phrase), told)

    def _told_alone(self, word: str) -> tuple[Told, ...]:
        starts = [word[:length] for length in range(2, min(len(word), LONGEST_BEGINNING) + 1)]
        begun = (told for start in starts for told in self._beginnings.get(start, ()))
        return (*self._words.get(word, ()), *begun)

    def cover(self, words: Sequence[str]) -> list[Hit[Told]]:
        """The longest entry at each place, from left to right, none overlapping another."""
        longest: dict[int, Hit[Told]] = {}
        for hit in self.hits(words):
            if hit.place not in longest or hit.size > longest[hit.place].size:
                longest[hit.place] = hit
        taken: list[Hit[Told]] = []
        for place in sorted(longest):
            if not taken or place >= taken[-1].place + taken[-1].size:
                taken.append(longest[place])
        return taken


def _stands(phrase: Sequence[str], words: Sequence[str], place: int) -> bool:
    said = words[place : place + len(phrase)]
    return len(said) == len(phrase) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(phrase, said, strict=True)
    )
