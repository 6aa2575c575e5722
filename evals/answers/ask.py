"""Asks the shipped retriever and engine, as the responder does."""

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from evals.answers.sets import Asked, Document, articles_of
from knowledge.index.memory import MemoryIndex
from knowledge.index.port import Entry, Index
from knowledge.ingest import entries_of
from knowledge.load import Page
from knowledge.search import Retriever
from language.embedded.answering.extract import extract
from language.embedded.answering.likeness import likeness_with
from language.embedded.encoder import Encoder, encoder_here
from language.embedded.encoder.hashing import HashingEncoder
from language.port import Extract, Passage

MAX_RESULTS, THRESHOLD = 5, 0.3
"""What a pack has that says nothing else."""
RANKED = 10
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Written = list[tuple[Page, list[Entry]]]


@dataclass(frozen=True, slots=True)
class Told:
    """What came back: the documents by rank, the answer or None, and how long both took together."""

    asked: Asked
    ranked: tuple[str, ...]
    found: Extract | None
    ms: float


class Asker:
    """Asks one index in one language."""

    def __init__(self, index: Index, language: str) -> None:
        self._index = index
        self._language = language
        self.likeness = likeness_with(index.encoder) if index.encoder else None

    async def passages(self, question: str, limit: int = MAX_RESULTS, threshold: float = THRESHOLD) -> list[Passage]:
        return await Retriever(self._index, limit, threshold).search(question, self._language)

    async def ask(self, asked: Asked) -> Told:
        began = time.perf_counter()
        passages = await self.passages(asked.text)
        found = extract(asked.text, passages, self._language, self.likeness)
        ms = (time.perf_counter() - began) * 1000
        ranked = await self.passages(asked.text, RANKED, 0.0)
        return Told(asked, tuple(dict.fromkeys(document_of(each) for each in ranked)), found, ms)


@dataclass(frozen=True, slots=True)
class Library:
    """Documents, indexed; some can be taken away."""

    documents: Sequence[Document]
    written: Written
    language: str
    encoder: Encoder | None
    asker: Asker

    async def without(self, articles: frozenset[str]) -> "Library":
        """Another library over the documents of all other articles."""
        kept = [each for each in self.documents if each.article not in articles]
        ids = {each.id for each in kept}
        return await _library(kept, [pair for pair in self.written if pair[0].id in ids], self.language, self.encoder)


def encoder_for(*, words: bool) -> Encoder:
    """That of this process, or the one that knows words alone."""
    return HashingEncoder() if words else encoder_here()


async def library_of(documents: Sequence[Document], language: str, encoder: Encoder) -> Library:
    pages = [Page(each.id, each.title, "", language, each.text) for each in documents]
    used = encoder if encoder.semantic else None
    return await _library(documents, list(zip(pages, entries_of(pages, used), strict=True)), language, used)


async def _library(documents: Sequence[Document], written: Written, language: str, encoder: Encoder | None) -> Library:
    index = MemoryIndex(encoder)
    for page, entries in written:
        await index.put(page, entries, NOW)
    return Library(documents, written, language, encoder, Asker(index, language))


def document_of(passage: Passage) -> str:
    return passage["id"].rsplit("#", 1)[0]


async def ask_all(library: Library, questions: Sequence[Asked]) -> list[Told]:
    return [await library.asker.ask(asked) for asked in questions]


async def ask_without(library: Library, questions: Sequence[Asked]) -> list[Told]:
    """Each question with the articles of its relevant documents taken away."""
    return [await rest.asker.ask(asked) async for rest, group in rests(library, questions) for asked in group]


async def rests(library: Library, questions: Sequence[Asked]) -> AsyncIterator[tuple[Library, list[Asked]]]:
    """The library without each article, with the questions which that article answers."""
    groups: dict[frozenset[str], list[Asked]] = {}
    for asked in questions:
        groups.setdefault(articles_of(asked, library.documents), []).append(asked)
    for articles, group in groups.items():
        yield await library.without(articles), group
