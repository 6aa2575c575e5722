"""Asks every question of a set, with the classes that serve conversations and on a database of its own."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Literal

from commerce.packs.agent import VectorDatabase
from evals.bench.database import scratch_settings
from evals.retrieval.grade import Ranked
from evals.retrieval.repository import admit
from evals.retrieval.rows import Document, Question, RetrievalSet
from kit.settings import Settings
from knowledge.index import index_for
from knowledge.index.port import Index
from knowledge.ingest import ingest_pages
from knowledge.load import Page
from knowledge.search import Retriever
from language.embedded.encoder import Encoder
from store.migrate import migrate
from store.unit import Store

Provider = Literal["pgvector", "memory"]
Say = Callable[[str], None]

TENANT = "scratch"
CHUNKS = 20
"""Passages that are asked for, so that ten documents are seen where some are found by several of theirs."""
INDEXED_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""No date counts in the figures."""


async def play(
    settings: Settings, asked: RetrievalSet, language: str, provider: Provider, encoder: Encoder, say: Say
) -> list[Ranked]:
    """Indexes the documents and asks the questions, one after another; nothing of it is left behind."""
    async with scratch_index(settings, provider, encoder) as index:
        began = time.perf_counter()
        report = await ingest_pages(index, (_page(each, language) for each in asked.documents), INDEXED_AT)
        say(f"{report.added} documents, {report.chunks} chunks, indexed in {time.perf_counter() - began:.1f} s")
        retriever = Retriever(index, CHUNKS, threshold=0)
        return [await _asked(retriever, question, language) for question in asked.questions]


@asynccontextmanager
async def scratch_index(settings: Settings, provider: Provider, encoder: Encoder) -> AsyncIterator[Index]:
    """An empty index of a tenant on a fresh database of the server that Parley uses, dropped at the end."""
    async with scratch_settings(settings) as scratch:
        url = scratch.database_url
        assert url is not None
        migrate(url.get_secret_value())
        store = Store(url.get_secret_value(), size=2)
        await store.open()
        try:
            async with store.unit(TENANT) as unit:
                await admit(unit, INDEXED_AT)
            yield index_for(store, TENANT, VectorDatabase(provider=provider), encoder)
        finally:
            await store.close()


def _page(document: Document, language: str) -> Page:
    return Page(document.id, document.title, f"https://set.example/{document.id}", language, document.text)


async def _asked(retriever: Retriever, question: Question, language: str) -> Ranked:
    began = time.perf_counter()
    passages = await retriever.search(question.text, language)
    ms = (time.perf_counter() - began) * 1000
    documents = dict.fromkeys(passage["id"].rpartition("#")[0] for passage in passages)
    return Ranked(question.text, question.relevant, list(documents), ms)
