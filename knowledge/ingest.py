"""Brings the index to what a source says: what is new or changed is written, what is gone is taken out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, repeat

from commerce.packs.model import Pack
from knowledge.chunk import Chunk, chunks_of
from knowledge.index import index_for
from knowledge.index.port import Dense, Entry, Index
from knowledge.lexical import chunk_vector
from knowledge.load import Page, pages_of
from knowledge.load.page import PACK, Found, Skipped
from knowledge.words import terms_of
from language.embedded.encoder import Encoder
from store.unit import Store

AT_ONCE = 32
"""Pages that are read and cut together; each is written by itself, so that a kill loses none that was written."""


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of pages, and of the ``chunks`` that were written for the added and changed ones.

    Where something that was ``skipped`` is unsure, nothing was removed: the next whole run does that.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    chunks: int = 0
    skipped: tuple[Skipped, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not any(each.unsure for each in self.skipped)


Told = Callable[[Report], Awaitable[None]]
"""Is told how far it has come, every few pages."""


async def ingest(store: Store, tenant: str, pack: Pack, now: datetime, encoder: Encoder | None = None) -> Report:
    """Indexes the documents of ``pack`` for ``tenant``, which has its row. Once more changes nothing."""
    async with aclosing(index_for(store, tenant, pack.file.sales_agent.vector_database, encoder)) as index:
        return await ingest_pages(index, pages_of(pack), now)


async def ingest_pages(
    index: Index, found: Iterable[Found], now: datetime, source: str = PACK, *, told: Told | None = None,
    dry: bool = False,
) -> Report:  # fmt: skip
    """Makes the pages that are found all that the index holds of ``source``; what other sources brought stays.

    A page is replaced whole, never half of it. ``dry`` counts and writes nothing.
    """
    run = _Run(index, now, await index.digests(source), dry)
    async for batch in _batches(found):
        await run.take(batch)
        if told:
            await told(run.report())
    await run.remove_rest()
    return run.report()


def entries_of(pages: Sequence[Page], encoder: Encoder | None) -> list[list[Entry]]:
    """By page, the vectors of all of them made together: that is several times faster than one by one."""
    cut = [chunks_of(page) for page in pages]
    texts = [meaning_of(page, chunk) for page, chunks in zip(pages, cut, strict=True) for chunk in chunks]
    rows = iter(encoder.encode(texts) if encoder and texts else repeat(None))
    return [[_entry(page, chunk, next(rows)) for chunk in chunks] for page, chunks in zip(pages, cut, strict=True)]


def meaning_of(page: Page, chunk: Chunk) -> str:
    """The text whose vector stands for a chunk."""
    return f"{page.title}\n{chunk.heading}\n{chunk.body}"


def _entry(page: Page, chunk: Chunk, dense: Dense | None) -> Entry:
    """A chunk is found by its own words, by the headings above it, and doubly by the title of its page."""
    terms = terms_of(f"{page.title}\n{page.title}\n{chunk.heading}\n{chunk.body}", page.language)
    return Entry(chunk, chunk_vector(terms), dense)


async def _batches(found: Iterable[Found]) -> AsyncIterator[list[Found]]:
    """Reads beside the event loop: parsing takes its time, and a site takes longer."""
    rest = iter(found)
    while batch := await asyncio.to_thread(lambda: list(islice(rest, AT_ONCE))):
        yield batch


@dataclass(slots=True)
class _Run:
    index: Index
    now: datetime
    before: dict[str, str]
    dry: bool
    seen: set[str] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    removed: int = 0
    chunks: int = 0

    async def take(self, batch: Sequence[Found]) -> None:
        self.skipped += [each for each in batch if isinstance(each, Skipped)]
        pages = [each for each in batch if isinstance(each, Page)]
        self.seen |= {page.id for page in pages}
        fresh = [page for page in pages if self.before.get(page.id) != page.digest]
        for page, entries in zip(fresh, await asyncio.to_thread(entries_of, fresh, self.index.encoder), strict=True):
            if not self.dry:
                await self.index.put(page, entries, self.now)
            self.added += page.id not in self.before
            self.changed += page.id in self.before
            self.chunks += len(entries)

    async def remove_rest(self) -> None:
        gone = sorted(self.before.keys() - self.seen)
        if gone and not any(each.unsure for each in self.skipped):
            if not self.dry:
                await self.index.remove(gone)
            self.removed = len(gone)

    def report(self) -> Report:
        unchanged = len(self.seen) - self.added - self.changed
        return Report(self.added, self.changed, self.removed, unchanged, self.chunks, tuple(self.skipped))
