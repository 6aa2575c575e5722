"""Brings the index to what the pack says: what is new or changed is written, what is gone is taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commerce.packs.model import Pack
from knowledge.chunk import Chunk, chunks_of
from knowledge.index import index_for
from knowledge.index.port import Entry, Index
from knowledge.lexical import chunk_vector
from knowledge.load import Page, pages_of
from knowledge.words import terms_of
from store.unit import Store


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of pages, and of the ``chunks`` that were written for the added and changed ones."""

    added: int
    changed: int
    removed: int
    unchanged: int
    chunks: int


async def ingest(store: Store, tenant: str, pack: Pack, now: datetime) -> Report:
    """Indexes the documents of ``pack`` for ``tenant``, which has its row. Once more changes nothing."""
    index = index_for(store, tenant, pack.file.sales_agent.vector_database)
    return await ingest_pages(index, pages_of(pack), now)


async def ingest_pages(index: Index, pages: Sequence[Page], now: datetime) -> Report:
    """Makes ``pages`` all that the index holds; a page is replaced whole, never half of it."""
    before = await index.digests()
    fresh = [page for page in pages if before.get(page.id) != page.digest]
    gone = sorted(before.keys() - {page.id for page in pages})
    written = 0
    for page in fresh:
        entries = entries_of(page)
        await index.put(page, entries, now)
        written += len(entries)
    if gone:
        await index.remove(gone)
    added = sum(page.id not in before for page in fresh)
    return Report(added, len(fresh) - added, len(gone), len(pages) - len(fresh), written)


def entries_of(page: Page) -> list[Entry]:
    return [_entry(page, chunk) for chunk in chunks_of(page)]


def _entry(page: Page, chunk: Chunk) -> Entry:
    """A chunk is found by its own words, by the headings above it, and doubly by the title of its page."""
    terms = terms_of(f"{page.title}\n{page.title}\n{chunk.heading}\n{chunk.body}", page.language)
    return Entry(chunk, chunk_vector(terms))
