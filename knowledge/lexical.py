"""BM25 as an inner product: saturated term frequency on the chunk's side, rarity on the query's side.

A chunk's vector depends on that chunk alone, so that new content never touches what is indexed. How rare a
term is comes from the document frequencies of one tenant and language at the time of the question.
"""

import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DIMENSIONS = 2**24
"""Terms are hashed to this many places: 20,000 different ones meet by chance about a dozen times."""
SATURATION = 0.9
LENGTH_SHARE = 0.4
"""Both as is usual for passages (Anserini's defaults), where a word seldom stands twice by chance."""
USUAL_LENGTH = 60
"""Terms in a chunk of middling length."""
SHORTEST = 30
"""A shorter chunk counts as this long, or one chance word of it would outweigh an answer."""
WORDS_EXPECTED = 8
"""Terms of a question that evidence is asked for; a longer message is not held against a passage."""

Vector = dict[int, float]
"""Weights by place, from 0 up to ``DIMENSIONS``."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Of one language: how many ``chunks`` there are, and in how many the term of each place stands."""

    chunks: int
    having: Mapping[int, int]

    def rarity(self, place: int) -> float:
        """Inverse document frequency, never negative; greatest for a term that stands nowhere."""
        count = self.having.get(place, 0)
        return math.log(1 + (self.chunks - count + 0.5) / (count + 0.5))


def place_of(term: str) -> int:
    return zlib.crc32(term.encode()) % DIMENSIONS


def chunk_vector(terms: Sequence[str]) -> Vector:
    """A term that stands once in a usual chunk weighs about 1; more of it a little more, never 1.9."""
    counts = Counter(map(place_of, terms))
    length = 1 - LENGTH_SHARE + LENGTH_SHARE * max(SHORTEST, len(terms)) / USUAL_LENGTH
    return {place: _saturated(counts[place], length) for place in sorted(counts)}


def _saturated(count: int, length: float) -> float:
    return count * (SATURATION + 1) / (count + SATURATION * length)


def query_vector(places: Sequence[int], frequencies: Frequencies) -> Vector:
    return {place: frequencies.rarity(place) for place in places}


def expected(query: Vector) -> float:
    """The inner product with a passage in which all of the question stands once; 0 for a question without terms."""
    return sum(query.values()) / len(query) * min(len(query), WORDS_EXPECTED) if query else 0.0
