"""``parley bench search``: how long a search takes among many chunks, on the embedded database.

The chunks are made: about 120 words, drawn as often as words are (Zipf), and vectors that lie in clusters as those of
texts do. Questions take words and the neighbourhood of a vector from a chunk. The same number gives the same content.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.bench.growth import Say
from evals.retrieval.grade import percentile
from evals.retrieval.play import scratch_index
from kit.settings import Settings
from knowledge.chunk import Chunk
from knowledge.index.port import Dense, Entry, Index, Query
from knowledge.lexical import chunk_vector
from knowledge.load import Page
from knowledge.search import Retriever
from knowledge.words import terms_of
from language.embedded.encoder import Encoder

WORDS, DIFFERENT = 120, 60_000
"""Words of a chunk, and words of the language."""
COMMON = 2
"""The first ranks of Zipf's law are left to stop words, which are not indexed."""
ASKED = 7
PER_PAGE = 10
QUESTIONS, WARMING = 200, 20
TOPICS, SPREAD = 400, 0.8
"""Clusters of vectors, and how far a chunk lies from the middle of its own."""
RESULTS = 5
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LETTERS = "bdfglmnprstvz"
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Made:
    """What is made up; ``chances`` are summed up from the commonest word on."""

    random: np.random.Generator
    chances: NDArray[np.float64]
    topics: NDArray[np.float32]

    @staticmethod
    def of(seed: int, dimensions: int) -> "Made":
        random = np.random.default_rng(seed)
        chances = 1 / np.arange(COMMON, DIFFERENT + COMMON)
        topics = random.normal(size=(TOPICS, dimensions)) / dimensions**0.5
        return Made(random, np.cumsum(chances / chances.sum()), topics.astype(np.float32))

    def text(self, words: int) -> str:
        return " ".join(map(_word, np.searchsorted(self.chances, self.random.random(words)).tolist()))

    def vector(self) -> Dense:
        row = self.topics[self.random.integers(TOPICS)] + SPREAD * self._noise()
        return np.asarray(row / np.linalg.norm(row), np.float32)

    def _noise(self) -> NDArray[np.float64]:
        dimensions = int(self.topics.shape[1])
        return np.asarray(self.random.normal(size=dimensions) / dimensions**0.5)


async def bench_search(settings: Settings, chunks: int, encoder: Encoder, say: Say) -> dict[str, Any]:
    """``{"chunks", "chunks_s", "search": {"ms_p50", "ms_p95"}, "index": {…}, "encode": {…}}``.

    ``chunks_s`` are written in a second, without the encoder. ``index`` is a search in the database alone, ``encode``
    the making of a question's vector alone: words that are made up have about three times the pieces of real ones.
    """
    async with scratch_index(settings, "pgvector", encoder) as index:
        made = Made.of(chunks, encoder.dimensions)
        written = await _write(index, made, chunks, say)
        questions = [[made.text(ASKED) for _ in range(QUESTIONS + WARMING)] for _ in range(3)]
        return {
            "chunks": chunks,
            "chunks_s": round(chunks / written),
            "search": await _searches(Retriever(index, RESULTS, 0.3), questions[0]),
            "index": await _finds(index, made, questions[1]),
            "encode": await _timed(asyncio.to_thread(encoder.encode, [question]) for question in questions[2]),
        }


async def _write(index: Index, made: Made, chunks: int, say: Say) -> float:
    """Seconds that the index took to store them all."""
    spent = 0.0
    for number in range(0, chunks, PER_PAGE):
        entries = [_entry(made, ordinal) for ordinal in range(min(PER_PAGE, chunks - number))]
        page = Page(f"page-{number}", "Page", f"https://bench.example/{number}", "en", "")
        began = time.perf_counter()
        await index.put(page, entries, NOW)
        spent += time.perf_counter() - began
        if number % 10_000 == 0:
            say(f"{number} chunks")
    return spent


def _entry(made: Made, ordinal: int) -> Entry:
    text = made.text(WORDS)
    return Entry(Chunk(ordinal, "", f"part-{ordinal}", text), chunk_vector(terms_of(text, "en")), made.vector())


async def _searches(retriever: Retriever, questions: Sequence[str]) -> dict[str, float]:
    return await _timed(retriever.search(question, "en") for question in questions)


async def _finds(index: Index, made: Made, questions: Sequence[str]) -> dict[str, float]:
    queries = [_query(question, made.vector()) for question in questions]
    return await _timed(index.find(query) for query in queries)


def _query(question: str, vector: Dense) -> Query:
    places = tuple(sorted(chunk_vector(terms_of(question, "en"))))
    return Query(places, vector, {"*": 0.5}, 2 * RESULTS)


async def _timed(calls: Iterator[Any]) -> dict[str, float]:
    times = []
    for call in calls:
        began = time.perf_counter()
        await call
        times.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0)
    counted = sorted(times[WARMING:])
    return {"ms_p50": round(percentile(counted, 0.5), 1), "ms_p95": round(percentile(counted, 0.95), 1)}


def _word(rank: int) -> str:
    """A word that can be spoken, of its own for each rank; the commoner, the shorter."""
    word = ""
    while rank or not word:
        rank, letter = divmod(rank, len(LETTERS))
        word += LETTERS[letter] + VOWELS[rank % len(VOWELS)]
    return word
