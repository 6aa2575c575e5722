"""The index in PostgreSQL: words as ``sparsevec``, meaning as ``halfvec``, joined in one statement.

The statement is ``find_chunks`` in ``store/migrations/0003_search.sql``, where the triggers that count terms are too.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson

from knowledge.index.port import Dense, Entry, Hit, Query
from knowledge.lexical import DIMENSIONS, WORDS_EXPECTED, Frequencies, Vector
from knowledge.load import Page
from language.embedded.encoder import Encoder
from store.unit import Row, Store

_DIGESTS = """
SELECT d.id, CASE WHEN EXISTS (SELECT FROM chunks c WHERE c.tenant_id = d.tenant_id AND c.document_id = d.id
                                  AND c.encoder IS DISTINCT FROM %s) THEN '' ELSE d.content_hash END AS digest
  FROM documents d WHERE %s::text IS NULL OR d.source = %s
"""
_HAVING = """
SELECT s.language, s.chunks, r.place, r.standing FROM shelves s, rarities(s.id, s.chunks, %s::integer[]) r
 WHERE s.tenant_id = %s AND s.namespace = %s AND s.chunks > 0
"""
_PUT_PAGE = """
INSERT INTO documents (tenant_id, id, url, title, language, content_hash, updated_at, source, kind, modified_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (tenant_id, id) DO UPDATE
   SET url = excluded.url, title = excluded.title, language = excluded.language,
       content_hash = excluded.content_hash, updated_at = excluded.updated_at,
       source = excluded.source, kind = excluded.kind, modified_at = excluded.modified_at
"""
_PUT_CHUNKS = """
INSERT INTO chunks
       (tenant_id, document_id, namespace, language, ordinal, heading, anchor, body, lexical, dense, encoder)
SELECT %s, %s, %s, %s, c.ordinal, c.heading, c.anchor, c.body, c.lexical::sparsevec, c.dense::halfvec,
       %s
  FROM unnest(%s::integer[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
       AS c(ordinal, heading, anchor, body, lexical, dense)
"""
_FIND = """
SELECT coalesce(json_agg(f), '[]'::json) AS hits
  FROM find_chunks(%s, %s, %s::integer[], %s, %s::halfvec, %s::jsonb, %s, %s) f
"""
_READ = """
SELECT c.document_id AS document, d.title, d.url, c.ordinal, c.heading, c.anchor, c.body, c.language,
       b.heading AS before, a.heading AS after, d.modified_at AS updated, -(c.lexical <#> %s::sparsevec) AS product
  FROM unnest(%s::text[], %s::integer[]) k(document, ordinal)
  JOIN chunks c ON c.document_id = k.document AND c.ordinal = k.ordinal
  JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
  LEFT JOIN chunks b ON b.document_id = k.document AND b.ordinal = k.ordinal - 1
  LEFT JOIN chunks a ON a.document_id = k.document AND a.ordinal = k.ordinal + 1
"""


class PostgresIndex:
    """The chunks of one tenant and namespace. ``known_as`` tells their vectors from others: the encoder's name."""

    def __init__(
        self, store: Store, tenant: str, namespace: str, encoder: Encoder | None = None, known_as: str | None = None
    ) -> None:
        self.encoder = encoder
        self._known_as = known_as or (encoder.name if encoder else None)
        self._store = store
        self._tenant = tenant
        self._namespace = namespace

    async def digests(self, source: str | None = None) -> dict[str, str]:
        async with self._store.unit(self._tenant) as unit:
            rows = await unit.rows(_DIGESTS, (self._known_as, source, source))
        return {row["id"]: row["digest"] for row in rows}

    async def put(self, page: Page, entries: Sequence[Entry], now: datetime) -> None:
        document = (self._tenant, page.id, page.url, page.title, page.language, page.digest, now)
        origin = (page.source, page.kind, page.updated)
        shelf = (self._tenant, page.id, self._namespace, page.language, self._known_as)
        async with self._store.unit(self._tenant) as unit:
            await unit.run(_PUT_PAGE, (*document, *origin))
            await unit.run("DELETE FROM chunks WHERE document_id = %s", (page.id,))
            if entries:
                await unit.run(_PUT_CHUNKS, (*shelf, *_columns(entries)))

    async def remove(self, documents: Sequence[str]) -> None:
        async with self._store.unit(self._tenant) as unit:
            await unit.run("DELETE FROM documents WHERE id = ANY(%s)", (list(documents),))

    async def frequencies(self, places: Sequence[int]) -> Mapping[str, Frequencies]:
        async with self._store.unit(self._tenant) as unit:
            rows = await unit.rows(_HAVING, (list(places), self._tenant, self._namespace))
        return {row["language"]: Frequencies(row["chunks"], _having(rows, row["language"])) for row in rows}

    async def find(self, query: Query) -> list[Hit]:
        where = (self._tenant, self._namespace, list(query.places), self._known_as)
        how = (_dense(query.dense), orjson.dumps(query.weights).decode(), WORDS_EXPECTED, query.limit)
        row = await self._store.call(_FIND, (*where, *how))
        return [_hit(hit) for hit in row["hits"]] if row else []

    async def aclose(self) -> None:
        """Nothing to let go of: the store is the caller's."""

    async def read(self, keys: Sequence[tuple[str, int]], asked: Vector) -> list[Row]:
        """The chunks of those documents and ordinals that are here, as a Hit has them, with their BM25 ``product``."""
        documents, ordinals = [document for document, _ in keys], [ordinal for _, ordinal in keys]
        async with self._store.unit(self._tenant) as unit:
            return await unit.rows(_READ, (sparsevec(asked), documents, ordinals))


def _hit(row: Row) -> Hit:
    updated = row.pop("updated")
    return Hit(**row, updated=datetime.fromisoformat(updated) if updated else None)


def _having(rows: Sequence[Row], language: str) -> dict[int, int]:
    return {row["place"]: row["standing"] for row in rows if row["language"] == language}


def _columns(entries: Sequence[Entry]) -> tuple[list[object], ...]:
    """What differs from chunk to chunk, column by column."""
    chunks = [entry.chunk for entry in entries]
    return (
        [chunk.ordinal for chunk in chunks],
        [chunk.heading for chunk in chunks],
        [chunk.anchor for chunk in chunks],
        [chunk.body for chunk in chunks],
        [sparsevec(entry.lexical) for entry in entries],
        [_dense(entry.dense) for entry in entries],
    )


def sparsevec(vector: Vector) -> str:
    """As pgvector reads it: places counted from 1."""
    pairs = ",".join(f"{place + 1}:{weight:.6g}" for place, weight in sorted(vector.items()))
    return f"{{{pairs}}}/{DIMENSIONS}"


def _dense(row: Dense | None) -> str | None:
    return None if row is None else "[" + ",".join(map("{:.5g}".format, row.tolist())) + "]"
