"""The shipped packs, indexed and asked."""

from datetime import timedelta

import pytest

from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.tenants.register import register
from kit.errors import InvalidInputError
from kit.settings import ROOT
from knowledge.ingest import Report, ingest
from knowledge.search import TenantKnowledge
from store.unit import Store
from tests.knowledge.pages import NOW


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
    assert found[0]["url"] in {document.url for document in pack.documents}
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


async def test_an_index_that_is_not_here_is_named_in_one_sentence(store: Store, pack: Pack) -> None:
    with pytest.raises(InvalidInputError, match="'pinecone' of tenant 'autoparts' is not available"):
        TenantKnowledge(store, "autoparts", _on(pack, "pinecone"))
