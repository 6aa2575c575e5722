"""An index that lives in the process: for tests, rehearsals and packs that ask for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from knowledge.index.port import Entry, Hit, Query
from knowledge.index.shelf import Kept, Shelf
from knowledge.lexical import Frequencies
from knowledge.load import Page
from knowledge.weights import ANY
from language.embedded.encoder import Encoder


class MemoryIndex:
    """What is asked of the pages is worked out once, at the first question after they changed."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder
        self._pages: dict[str, tuple[Page, list[Entry]]] = {}
        self._shelves: dict[str, Shelf] | None = None

    async def digests(self, source: str | None = None) -> dict[str, str]:
        return {id: page.digest for id, (page, _) in self._pages.items() if source in {None, page.source}}

    async def put(self, page: Page, entries: Sequence[Entry], now: datetime) -> None:  # noqa: ARG002 - the port's
        self._pages[page.id] = (page, list(entries))
        self._shelves = None

    async def remove(self, documents: Sequence[str]) -> None:
        for document in documents:
            self._pages.pop(document, None)
        self._shelves = None

    async def frequencies(self, places: Sequence[int]) -> Mapping[str, Frequencies]:
        return {language: shelf.frequencies(places) for language, shelf in self._filled().items()}

    async def find(self, query: Query) -> list[Hit]:
        weights = query.weights
        shelves = sorted(self._filled().items())
        return [hit for language, shelf in shelves for hit in shelf.best(query, weights.get(language, weights[ANY]))]

    async def aclose(self) -> None:
        """Nothing to let go of: another part of the process may search it yet."""

    def _filled(self) -> dict[str, Shelf]:
        if self._shelves is None:
            kept: dict[str, list[Kept]] = {}
            for _, (page, entries) in sorted(self._pages.items()):
                for place, entry in enumerate(entries):
                    around = entries[place - 1] if place else None, *entries[place + 1 : place + 2]
                    headings = [each.chunk.heading if each else None for each in (*around, None)[:2]]
                    kept.setdefault(page.language, []).append(Kept(page, entry, headings[0], headings[1]))
            self._shelves = {language: Shelf(each) for language, each in kept.items()}
        return self._shelves
