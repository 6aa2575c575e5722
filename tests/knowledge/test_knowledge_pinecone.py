"""What Pinecone is asked, and what happens when it does not answer."""

from collections.abc import AsyncIterator, Iterator

import pytest

from kit.errors import UnavailableError
from knowledge.index.pinecone import BATCH, Account, PineconeIndex
from knowledge.ingest import ingest_pages
from knowledge.search import Retriever
from store.unit import Store
from tests.contracts.tenants import admit
from tests.knowledge.pages import NOW, entries_of, written
from tests.knowledge.pinecone_stand_in import KEY, StandIn, pinecone_here
from tests.knowledge.topics import TopicEncoder

PADS = written("pads", "Ceramic pads last 60,000 km.")
LONG = written("long", "\n\n".join(f"# Part {n}\n\nCeramic pad number {n}." for n in range(BATCH + 5)))


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with pinecone_here() as found:
        yield found


@pytest.fixture
async def index(store: Store, stand_in: StandIn) -> AsyncIterator[PineconeIndex]:
    await admit(store, "shop")
    index = PineconeIndex(store, "shop", "sales_content", TopicEncoder(), Account(stand_in.url, KEY))
    yield index
    await index.aclose()


async def test_a_tenants_vectors_are_in_a_namespace_of_its_own(index: PineconeIndex, stand_in: StandIn) -> None:
    await index.put(PADS, entries_of(PADS, index.encoder), NOW)
    assert {name: set(held) for name, held in stand_in.namespaces.items()} == {"shop.sales_content": {"pads#0"}}


async def test_a_long_page_goes_in_several_requests_and_leaves_whole(index: PineconeIndex, stand_in: StandIn) -> None:
    await index.put(LONG, entries_of(LONG, index.encoder), NOW)
    assert stand_in.requests.count("/vectors/upsert") == 2
    await index.remove(["long"])
    assert stand_in.namespaces == {"shop.sales_content": {}}


async def test_the_text_of_a_page_stays_at_home(index: PineconeIndex, stand_in: StandIn) -> None:
    await index.put(PADS, entries_of(PADS, index.encoder), NOW)
    assert "Ceramic" not in str(stand_in.namespaces)


async def test_words_are_searched_while_pinecone_is_away(index: PineconeIndex, stand_in: StandIn) -> None:
    await ingest_pages(index, [PADS], NOW)
    stand_in.down = True
    (found,) = await Retriever(index, 5, 0.3).search("how long do ceramic pads last", "en")
    assert (found["id"], "cosine" in found) == ("pads#start", False)


async def test_a_page_that_did_not_arrive_is_put_again(index: PineconeIndex, stand_in: StandIn) -> None:
    stand_in.down = True
    with pytest.raises(UnavailableError, match="paused"):
        await ingest_pages(index, [PADS], NOW)
    assert await index.digests() == {}
    stand_in.down = False
    assert (await ingest_pages(index, [PADS], NOW)).added == 1


async def test_what_pinecone_still_lists_and_the_ledger_does_not_know_is_left_out(
    index: PineconeIndex, stand_in: StandIn
) -> None:
    await index.put(PADS, entries_of(PADS, index.encoder), NOW)
    held = stand_in.namespaces["shop.sales_content"]
    held["someone-elses#0"] = held["pads#0"]
    found = await Retriever(index, 5, 0.1).search("ceramic pads", "en")
    assert [passage["id"] for passage in found] == ["pads#start"]


async def test_another_host_means_everything_is_indexed_again(index: PineconeIndex, store: Store) -> None:
    await index.put(PADS, entries_of(PADS, index.encoder), NOW)
    moved = PineconeIndex(store, "shop", "sales_content", TopicEncoder(), Account("http://127.0.0.1:9", KEY))
    assert await moved.digests() == {"pads": ""}


async def test_a_tenant_s_content_lets_go_of_pinecone(index: PineconeIndex) -> None:
    await ingest_pages(index, [PADS], NOW)
    content = Retriever(index, 5, 0.1)
    await content.close()
    assert index._opened is None
    assert await content.search("ceramic pads", "en"), "and opens it again when it is asked"
