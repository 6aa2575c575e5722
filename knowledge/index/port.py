"""What search needs of an index: pages in and out, how frequent terms are, the chunks that answer a question best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.chunk import Chunk
from knowledge.lexical import Frequencies, Vector
from knowledge.load import Page
from language.embedded.encoder import Encoder

Dense = NDArray[np.float32]
"""A row of length 1, by the index's encoder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk with what it is found by: its words, and its meaning where the index has an encoder."""

    chunk: Chunk
    lexical: Vector
    dense: Dense | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. ``dense`` counts by ``weights``, 0 to 1 by the chunks' language; ``*`` is any other."""

    places: tuple[int, ...]
    dense: Dense | None
    weights: Mapping[str, float]
    limit: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found, with the headings of the chunks around it on its page, None where there is none.

    ``share`` is the BM25 product as a share of what the whole question would have; it may pass 1. ``cosine`` is None
    for a chunk without a vector of the index's encoder, or a question without one. ``score`` joins both.
    """

    document: str
    title: str
    url: str
    ordinal: int
    heading: str
    anchor: str
    body: str
    language: str
    before: str | None
    after: str | None
    updated: datetime | None
    share: float
    cosine: float | None
    score: float


class Index(Protocol):
    """The chunks of one tenant and namespace."""

    @property
    def encoder(self) -> Encoder | None:
        """Whose vectors the chunks have; None where words alone are compared."""
        ...

    async def digests(self, source: str | None = None) -> dict[str, str]:
        """The digest of each page that is indexed, or of those of ``source``, by page id.

        It is empty where the page's vectors are another encoder's than the index's own.
        """
        ...

    async def put(self, page: Page, entries: Sequence[Entry], now: datetime) -> None:
        """Puts the page in the place of what was there under its id, all of it or nothing."""
        ...

    async def remove(self, documents: Sequence[str]) -> None:
        """Takes pages out with their chunks; quiet where there is none."""
        ...

    async def frequencies(self, places: Sequence[int]) -> Mapping[str, Frequencies]:
        """How many chunks have each of the ``places``, by language; a language without chunks is left out."""
        ...

    async def find(self, query: Query) -> list[Hit]:
        """The best ``limit`` chunks of each language, best first within it. None of them need be any good."""
        ...

    async def aclose(self) -> None:
        """Lets go of connections of its own; the store is the caller's."""
        ...
