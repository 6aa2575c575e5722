"""An index that lives in the process: for tests, rehearsals and packs that ask for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from knowledge.index.port import Entry, Hit
from knowledge.lexical import Frequencies, Vector, inner_product
from knowledge.load import Page


class MemoryIndex:
    def __init__(self) -> None:
        self._pages: dict[str, tuple[Page, list[Entry]]] = {}

    async def digests(self) -> dict[str, str]:
        return {id: page.digest for id, (page, _) in self._pages.items()}

    async def put(self, page: Page, entries: Sequence[Entry], now: datetime) -> None:  # noqa: ARG002 - the port's
        self._pages[page.id] = (page, list(entries))

    async def remove(self, documents: Sequence[str]) -> None:
        for document in documents:
            self._pages.pop(document, None)

    async def frequencies(self) -> Mapping[str, Frequencies]:
        chunks: Counter[str] = Counter()
        having: dict[str, Counter[int]] = {}
        for page, entries in self._pages.values():
            for entry in entries:
                chunks[page.language] += 1
                having.setdefault(page.language, Counter()).update(entry.lexical.keys())
        return {language: Frequencies(count, having[language]) for language, count in chunks.items()}

    async def nearest(self, query: Vector, language: str, limit: int) -> list[Hit]:
        pages = [self._pages[id] for id in sorted(self._pages) if self._pages[id][0].language == language]
        hits = [_hit(page, entry, query) for page, entries in pages for entry in entries]
        return sorted((hit for hit in hits if hit.product > 0), key=lambda hit: -hit.product)[:limit]


def _hit(page: Page, entry: Entry, query: Vector) -> Hit:
    chunk = entry.chunk
    product = inner_product(entry.lexical, query)
    return Hit(page.id, page.title, page.url, chunk.heading, chunk.anchor, chunk.body, page.language, product)
