"""What search needs of an index: pages in and out, how frequent terms are, the chunks nearest to a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from knowledge.chunk import Chunk
from knowledge.lexical import Frequencies, Vector
from knowledge.load import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk with the vector that it is found by."""

    chunk: Chunk
    lexical: Vector


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found. ``product`` is the inner product of its vector and the query's, above 0."""

    document: str
    title: str
    url: str
    heading: str
    anchor: str
    body: str
    language: str
    product: float


class Index(Protocol):
    """The chunks of one tenant and namespace."""

    async def digests(self) -> dict[str, str]:
        """The digest of each page that is indexed, by page id."""
        ...

    async def put(self, page: Page, entries: Sequence[Entry], now: datetime) -> None:
        """Puts the page in the place of what was there under its id, all of it or nothing."""
        ...

    async def remove(self, documents: Sequence[str]) -> None:
        """Takes pages out with their chunks; quiet where there is none."""
        ...

    async def frequencies(self) -> Mapping[str, Frequencies]:
        """By language, over what is indexed now; a language without chunks is left out."""
        ...

    async def nearest(self, query: Vector, language: str, limit: int) -> list[Hit]:
        """The best chunks of that language, best first, those that share no term with the query left out."""
        ...
