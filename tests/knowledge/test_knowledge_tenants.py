"""The shipped packs, indexed and asked."""

from datetime import timedelta

import numpy as np
import pytest

from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.tenants.register import register
from kit.errors import InvalidInputError
from kit.settings import ROOT
from knowledge.chunk import Chunk
from knowledge.index.port import Dense, Entry, Query
from knowledge.index.postgres import PostgresIndex
from knowledge.ingest import Report, ingest
from knowledge.search import TenantKnowledge
from knowledge.weights import ANY
from store.unit import Store
from tests.contracts.tenants import admit
from tests.knowledge.pages import NOW, written
from tests.knowledge.topics import TopicEncoder

WORD = 7
MANY = 1100
"""More chunks than are compared one by one."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(ROOT / "packs", "autoparts")


async def _admit(store: Store, tenant: str, pack: Pack) -> Report:
    async with store.unit(tenant) as unit:
        await register(unit, pack, NOW)
    return await ingest(store, tenant, pack, NOW)


def _on(pack: Pack, provider: str) -> Pack:
    agent = pack.file.sales_agent
    database = agent.vector_database.model_copy(update={"provider": provider})
    file = pack.file.model_copy(update={"sales_agent": agent.model_copy(update={"vector_database": database})})
    return pack.model_copy(update={"file": file})


@pytest.mark.parametrize("provider", ["pgvector", "memory"])
async def test_a_customer_is_answered_from_the_pages_of_the_pack(store: Store, pack: Pack, provider: str) -> None:
    pack = _on(pack, provider)
    report = await _admit(store, "autoparts", pack)
    assert report.added == len(pack.documents)
    assert report.chunks > report.added
    found = await TenantKnowledge(store, "autoparts", pack).search("¿puedo pagar en OXXO?", "es")
    assert found[0]["id"].startswith("formas-de-pago#")
    assert found[0]["url"].partition("#")[0] in {document.url for document in pack.documents}
    assert 0.3 <= found[0]["score"] <= 1
    assert len(found) <= pack.file.sales_agent.vector_database.max_results


async def test_starting_again_indexes_nothing_again(store: Store, pack: Pack) -> None:
    await _admit(store, "autoparts", pack)
    again = await ingest(store, "autoparts", pack, NOW + timedelta(days=1))
    assert again == Report(added=0, changed=0, removed=0, unchanged=len(pack.documents), chunks=0)


async def test_a_page_taken_out_of_the_pack_is_no_longer_quoted(store: Store, pack: Pack) -> None:
    await _admit(store, "autoparts", pack)
    knowledge = TenantKnowledge(store, "autoparts", pack)
    assert await knowledge.search("¿puedo pagar en OXXO?", "es")
    kept = [document for document in pack.documents if "OXXO" not in document.body]
    report = await ingest(store, "autoparts", pack.model_copy(update={"documents": kept}), NOW)
    assert report.removed == len(pack.documents) - len(kept) > 0
    found = await knowledge.search("¿puedo pagar en OXXO?", "es")
    assert not any("OXXO" in passage["text"] for passage in found)


async def test_a_rehearsal_does_not_see_the_shops_own_content(store: Store, pack: Pack) -> None:
    await _admit(store, "autoparts", pack)
    await _admit(store, "rehearsal", pack.model_copy(update={"documents": []}))
    assert await TenantKnowledge(store, "rehearsal", pack).search("¿puedo pagar en OXXO?", "es") == []


async def test_pinecone_without_its_key_is_told_in_one_sentence(store: Store, pack: Pack) -> None:
    with pytest.raises(InvalidInputError, match="PARLEY_PINECONE_API_KEY"):
        TenantKnowledge(store, "autoparts", _on(pack, "pinecone"))


async def test_another_encoder_indexes_everything_again(store: Store, pack: Pack) -> None:
    report = await _admit(store, "autoparts", pack)
    again = await ingest(store, "autoparts", pack, NOW, TopicEncoder())
    assert again.changed == report.added
    assert (await ingest(store, "autoparts", pack, NOW, TopicEncoder())).unchanged == report.added


async def test_a_crowd_of_another_tenants_nearer_chunks_neither_shows_nor_hides_ones_own(store: Store) -> None:
    own, crowd = await _opened(store, "own"), await _opened(store, "crowd")
    await crowd.put(written("page", ""), _crowd(MANY, towards=1.0), NOW)
    await own.put(written("page", ""), _crowd(MANY, towards=0.2), NOW)
    hits = await own.find(Query((WORD,), _row(0, 1.0), {ANY: 1.0}, 10))
    assert len(hits) == 10
    assert {hit.body for hit in hits} == {"0.2"}
    await crowd.remove(["page"])
    assert len(await own.find(Query((WORD,), _row(0, 1.0), {ANY: 1.0}, 10))) == 10


async def test_common_terms_are_counted_and_forgotten_chunk_by_chunk(store: Store) -> None:
    index = await _opened(store, "own")
    for name in ("a", "b", "c"):
        await index.put(written(name, ""), _crowd(150, towards=0.5), NOW)
    assert (await index.frequencies([WORD]))["en"].having == {WORD: 450}
    await index.put(written("b", ""), _crowd(10, towards=0.5), NOW)
    await index.remove(["a"])
    assert (await index.frequencies([WORD]))["en"].having == {WORD: 160}
    await index.remove(["b", "c"])
    async with store.unit("own") as unit:
        assert await unit.rows("SELECT * FROM terms") == []


async def test_a_search_in_no_tenants_name_sees_nothing(store: Store) -> None:
    await (await _opened(store, "own")).put(written("page", ""), _crowd(3, towards=1.0), NOW)
    async with store.connection() as connection:
        for table in ("chunks", "terms", "shelves"):
            assert await (await connection.execute(f"SELECT * FROM {table}")).fetchall() == []  # noqa: S608


async def _opened(store: Store, tenant: str) -> PostgresIndex:
    await admit(store, tenant)
    return PostgresIndex(store, tenant, "sales_content", WideEncoder())


class WideEncoder(TopicEncoder):
    """Of as many dimensions as the shipped one, so that the same index is used."""

    name = "wide-1"
    dimensions = 384


def _crowd(count: int, towards: float) -> list[Entry]:
    """Chunks of one word whose vectors all lie about as near to the first axis."""
    return [Entry(Chunk(n, "", f"c{n}", str(towards)), {WORD: 1.0}, _row(n + 1, towards)) for n in range(count)]


def _row(seed: int, towards: float) -> Dense:
    row = np.random.default_rng(seed).normal(size=384) * 0.01
    row[0], row[1] = towards, (1 - towards**2) ** 0.5
    return np.asarray(row / np.linalg.norm(row), np.float32)
