"""A text without accents, case and odd spacing, that still knows where each of its characters stood."""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from language.words.letters import bare, latin, shown


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is lower case, unaccented, single-spaced; ``places[i]`` is where its character i stood."""

    text: str
    original: str
    places: tuple[int, ...]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The folded offsets of the original ``start:end``."""
        return bisect_left(self.places, start), bisect_left(self.places, end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the original of the folded ``start:end``, without spaces at the rims."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            return self.places[start], self.places[start]
        last = self.places[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self.places[start], last


@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """Linear in the length of ``text``."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for seen in shown(char):
            letter = " " if seen.isspace() else bare(seen)
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            places.append(place)
    places.append(len(text))
    return Folded(latin("".join(letters)), text, tuple(places))


def plain(text: str) -> str:
    """Only the folded text."""
    return fold(text).text
