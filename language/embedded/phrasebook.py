"""Words, word beginnings (``reagend*``) and phrases, each with what it tells, found in a message word by word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

Told = TypeVar("Told")

LONGEST_BEGINNING = 14
REMEMBERED = 8192
"""Words of which it is known what they tell alone: most words of a message come again in others."""


Rank = tuple[bool, int]
"""Of two phrases of one length the one of the lower rank counts: that whose second word is written out, then the one
that was entered first."""


class Hit(NamedTuple, Generic[Told]):
    """``size`` words from ``place`` on tell ``told``."""

    place: int
    size: int
    told: Told


class Phrasebook(Generic[Told]):
    """Entries are plain: lower case, no accents. Within a phrase, from its second word on, a word may end in ``*``."""

    def __init__(self, entries: Iterable[tuple[str, Told]]) -> None:
        self._words: dict[str, list[Told]] = defaultdict(list)
        self._beginnings: dict[str, list[Told]] = defaultdict(list)
        self._whole: dict[tuple[str, ...], list[tuple[Rank, Told]]] = defaultdict(list)
        """Phrases that are written out."""
        self._open: dict[str, list[tuple[tuple[str, ...], Rank, Told]]] = defaultdict(list)
        """Phrases with a beginning in them, by their first word."""
        self._longest: dict[str, int] = defaultdict(int)
        """The size of the longest phrase that is written out, by its first word."""
        self._alone = lru_cache(REMEMBERED)(self._told_alone)
        for number, (entry, told) in enumerate(entries):
            if " " in entry:
                self._enter(entry, number, told)
            elif entry.endswith("*"):
                self._beginnings[entry[:-1]].append(told)
            else:
                self._words[entry].append(told)

    def _enter(self, entry: str, number: int, told: Told) -> None:
        phrase = tuple(entry.split())
        if "*" in entry:
            self._open[phrase[0]].append((phrase, (phrase[1].endswith("*"), number), told))
        else:
            self._whole[phrase].append(((False, number), told))
            self._longest[phrase[0]] = max(self._longest[phrase[0]], len(phrase))

    def hits(self, words: Sequence[str]) -> Iterator[Hit[Told]]:
        """Every entry that stands in ``words``, overlapping ones too."""
        for place, word in enumerate(words):
            yield from (Hit(place, 1, told) for told in self._alone(word))
            for _, size, told in sorted(self._phrases_at(words, place), key=itemgetter(0)):
                yield Hit(place, size, told)

    def _phrases_at(self, words: Sequence[str], place: int) -> Iterator[tuple[Rank, int, Told]]:
        first = words[place]
        for size in range(2, min(self._longest.get(first, 0), len(words) - place) + 1):
            for rank, told in self._whole.get(tuple(words[place : place + size]), ()):
                yield rank, size, told
        for phrase, rank, told in self._open.get(first, ()):
            if _stands(phrase, words, place):
                yield rank, len(phrase), told

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
