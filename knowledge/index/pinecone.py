"""The index in Pinecone: its vectors there, a namespace for each tenant; the text and the ledger stay in PostgreSQL.

The database knows what was indexed, how frequent terms are and what the passages say, below row-level security: an id
that came back from anywhere else finds nothing. Pinecone ranks: a hybrid query whose halves are weighted beforehand,
so that its score is the score. The index there must be of the metric ``dotproduct``, with the encoder's dimensions.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import structlog

from kit.errors import UnavailableError
from knowledge.index.port import Dense, Entry, Hit, Query
from knowledge.index.postgres import PostgresIndex
from knowledge.lexical import Frequencies, Vector, expected, query_vector
from knowledge.load import Page
from knowledge.weights import ANY
from language.embedded.encoder import Encoder
from store.unit import Row, Store

if TYPE_CHECKING:
    from pinecone.async_client.async_index import AsyncIndex

BATCH = 50
"""Vectors of one request: with 3,072 dimensions 1.5 of the 2 MB that it may have."""
DELETED = 1000
"""Ids of one request."""
TIMEOUT_S = 5.0

log = structlog.get_logger("parley.knowledge")


@dataclass(frozen=True, slots=True)
class Account:
    """``host`` is the address of the index itself, as Pinecone's console shows it."""

    host: str
    api_key: str


class PineconeIndex:
    """The chunks of one tenant and namespace. When Pinecone does not answer, words alone are searched here."""

    def __init__(self, store: Store, tenant: str, namespace: str, encoder: Encoder, account: Account) -> None:
        self.encoder: Encoder | None = encoder
        self._ledger = PostgresIndex(store, tenant, namespace, encoder, f"{encoder.name} at {account.host}")
        self._namespace = f"{tenant}.{namespace}"
        self._account = account
        self._opened: AsyncIndex | None = None

    async def digests(self, source: str | None = None) -> dict[str, str]:
        return await self._ledger.digests(source)

    async def put(self, page: Page, entries: Sequence[Entry], now: datetime) -> None:
        """The ledger last: what is not in it is put again."""
        vectors = [_vector(page, entry) for entry in entries if entry.dense is not None]
        async with self._reached() as index:
            for start in range(0, len(vectors), BATCH):
                await index.upsert(vectors=vectors[start : start + BATCH], namespace=self._namespace)
            await self._delete(index, page.id, kept={vector["id"] for vector in vectors})
        await self._ledger.put(page, [replace(entry, dense=None) for entry in entries], now)

    async def remove(self, documents: Sequence[str]) -> None:
        async with self._reached() as index:
            for document in documents:
                await self._delete(index, document, kept=set())
        await self._ledger.remove(documents)

    async def frequencies(self, places: Sequence[int]) -> Mapping[str, Frequencies]:
        return await self._ledger.frequencies(places)

    async def find(self, query: Query) -> list[Hit]:
        known = await self._ledger.frequencies(query.places)
        try:
            async with self._reached() as index:
                found = await asyncio.gather(*(self._best(index, query, each, known[each]) for each in sorted(known)))
        except UnavailableError as error:
            log.warning("pinecone_unavailable", detail=error.detail)
            return await self._ledger.find(replace(query, dense=None))
        return [hit for hits in found for hit in hits]

    async def aclose(self) -> None:
        if self._opened:
            await self._opened.close()
            self._opened = None

    async def _best(self, index: "AsyncIndex", query: Query, language: str, known: Frequencies) -> list[Hit]:
        asked, weight = query_vector(query.places, known), query.weights.get(language, query.weights[ANY])
        assert query.dense is not None
        answer = await index.query(
            vector=_scaled(query.dense, weight),
            sparse_vector=_sparse(asked, (1 - weight) / expected(asked)),
            top_k=query.limit,
            namespace=self._namespace,
            filter={"language": {"$eq": language}},
        )
        scores = {_key(match.id): match.score for match in answer.matches}
        rows = await self._ledger.read(list(scores), asked)
        hits = [_hit(row, scores[row["document"], row["ordinal"]], expected(asked), weight) for row in rows]
        return sorted(hits, key=lambda hit: (-hit.score, hit.document, hit.ordinal))

    async def _delete(self, index: "AsyncIndex", document: str, kept: set[str]) -> None:
        gone: list[str] = []
        async for listed in index.list(prefix=f"{_name(document)}#", namespace=self._namespace):
            gone += [item.id for item in listed.vectors if item.id and item.id not in kept]
        for start in range(0, len(gone), DELETED):
            await index.delete(ids=gone[start : start + DELETED], namespace=self._namespace)

    @asynccontextmanager
    async def _reached(self) -> AsyncIterator["AsyncIndex"]:
        """Raises UnavailableError for whatever the client raises."""
        from pinecone import AsyncPinecone
        from pinecone.errors import PineconeError

        try:
            if self._opened is None:
                client = AsyncPinecone(api_key=self._account.api_key, timeout=TIMEOUT_S)
                self._opened = await client.index(host=self._account.host)
            yield self._opened
        except PineconeError as error:
            raise UnavailableError(f"Pinecone did not do what it was asked: {error}") from error


def _vector(page: Page, entry: Entry) -> dict[str, Any]:
    assert entry.dense is not None
    vector = {
        "id": f"{_name(page.id)}#{entry.chunk.ordinal}",
        "values": _scaled(entry.dense, 1.0),
        "metadata": {"language": page.language, "document": page.id},
    }
    return vector | ({"sparse_values": _sparse(entry.lexical, 1.0)} if entry.lexical else {})


def _scaled(row: Dense, by: float) -> list[float]:
    return [round(value * by, 6) for value in row.tolist()]


def _sparse(vector: Vector, by: float) -> dict[str, list[Any]]:
    return {"indices": sorted(vector), "values": [round(vector[place] * by, 6) for place in sorted(vector)]}


def _name(document: str) -> str:
    """Ids there are of ASCII letters; the sign between document and ordinal must not be in it."""
    return quote(document, safe="")


def _key(id: str) -> tuple[str, int]:
    name, _, ordinal = id.rpartition("#")
    return unquote(name), int(ordinal)


def _hit(row: Row, score: float, whole: float, weight: float) -> Hit:
    """The two halves of the score are told apart again, because answers are weighed by either."""
    share = row.pop("product") / whole
    cosine = (score - (1 - weight) * share) / weight if weight else None
    return Hit(**row, share=share, cosine=cosine, score=score)
