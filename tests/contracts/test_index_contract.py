"""What every index of passages does, whoever keeps it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest

from knowledge.index.memory import MemoryIndex
from knowledge.index.port import Index
from knowledge.index.postgres import PostgresIndex
from knowledge.ingest import entries_of
from knowledge.lexical import place_of, query_vector
from knowledge.load import Page
from knowledge.words import terms_of
from store.unit import Store
from tests.contracts.tenants import admit
from tests.knowledge.pages import NOW, written

Opener = Callable[[str], Awaitable[Index]]

BRAKES = written("brakes", "# Pads\n\nCeramic pads last 60,000 km.\n\n# Discs\n\nDiscs are changed with the pads.")
HOURS = written("hours", "We open at nine.")
HORARIO = written("horario", "Abrimos a las nueve. Cambiamos balatas, pads.", language="es")


async def _memory(_tenant: str) -> Index:
    return MemoryIndex()


@pytest.fixture(params=["memory", "postgres"])
def opener(request: pytest.FixtureRequest) -> Opener:
    """Opens an empty index for a tenant."""
    if request.param == "memory":
        return _memory
    store: Store = request.getfixturevalue("store")
    return lambda tenant: _postgres(store, tenant)


async def _postgres(store: Store, tenant: str) -> Index:
    await admit(store, tenant)
    return PostgresIndex(store, tenant, "sales_content")


@pytest.fixture
async def index(opener: Opener) -> Index:
    return await opener("shop")


async def _put(index: Index, *pages: Page, now: datetime = NOW) -> None:
    for page in pages:
        await index.put(page, entries_of(page), now)


async def _find(index: Index, question: str, language: str = "en", limit: int = 5) -> list[str]:
    known = await index.frequencies()
    query = query_vector(terms_of(question, language), known[language])
    return [f"{hit.document}#{hit.anchor}" for hit in await index.nearest(query, language, limit)]


async def test_an_empty_index_knows_no_page_and_no_language(index: Index) -> None:
    assert await index.digests() == {}
    assert await index.frequencies() == {}


async def test_a_page_that_was_put_is_known_by_its_digest(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    assert await index.digests() == {"brakes": BRAKES.digest, "hours": HOURS.digest}


async def test_the_chunk_that_says_most_of_the_question_comes_first(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    assert await _find(index, "how long do ceramic pads last") == ["brakes#pads", "brakes#discs"]


async def test_a_hit_carries_all_that_a_citation_needs(index: Index) -> None:
    await _put(index, BRAKES)
    (hit,) = await index.nearest({place_of("cerami"): 2.0}, "en", 5)
    assert (hit.document, hit.title, hit.url) == ("brakes", "Page", "https://shop.example/brakes")
    assert (hit.heading, hit.anchor, hit.body) == ("Pads", "pads", "Ceramic pads last 60,000 km.")
    weight = entries_of(BRAKES)[0].lexical[place_of("cerami")]
    assert hit.product == pytest.approx(2 * weight, rel=1e-4)


async def test_chunks_in_another_language_are_not_among_the_nearest(index: Index) -> None:
    await _put(index, BRAKES, HORARIO)
    assert await _find(index, "pads", "es") == ["horario#start"]


async def test_what_shares_no_word_with_the_question_is_left_out(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    assert await _find(index, "pizza") == []


async def test_no_more_than_the_limit_comes_back(index: Index) -> None:
    await _put(index, BRAKES)
    assert len(await _find(index, "pads", limit=1)) == 1


async def test_a_changed_page_takes_the_place_of_the_old_one(index: Index) -> None:
    await _put(index, BRAKES)
    changed = written("brakes", "Nothing but tires now.")
    await _put(index, changed)
    assert await index.digests() == {"brakes": changed.digest}
    assert await _find(index, "ceramic discs") == []
    assert await _find(index, "tires") == ["brakes#start"]


async def test_a_page_that_changes_its_language_is_found_in_the_new_one_alone(index: Index) -> None:
    await _put(index, HOURS, HORARIO)
    await _put(index, written("horario", "We open at nine.", language="en"))
    assert set(await index.frequencies()) == {"en"}


async def test_a_removed_page_is_neither_known_nor_found(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    await index.remove(["brakes", "never-there"])
    assert await index.digests() == {"hours": HOURS.digest}
    assert await _find(index, "pads") == []


async def test_frequencies_count_chunks_by_language_and_follow_the_content(index: Index) -> None:
    await _put(index, BRAKES, HORARIO)
    known = await index.frequencies()
    assert {language: found.chunks for language, found in known.items()} == {"en": 2, "es": 1}
    assert known["en"].having[place_of("pad")] == 2
    assert known["en"].having[place_of("cerami")] == 1
    await _put(index, HOURS)
    assert (await index.frequencies())["en"].chunks == 3


async def test_a_page_without_words_is_known_and_never_found(index: Index) -> None:
    blank = written("blank", "", title="x")
    await _put(index, blank)
    assert await index.digests() == {"blank": blank.digest}
    assert await index.frequencies() == {}


async def test_tenants_do_not_see_each_others_pages(opener: Opener) -> None:
    one, other = await opener("one"), await opener("other")
    await _put(one, BRAKES)
    await _put(other, HOURS)
    assert set(await one.digests()) == {"brakes"}
    assert await _find(other, "pads") == []
    await other.remove(["brakes"])
    assert set(await one.digests()) == {"brakes"}


async def test_two_processes_that_start_at_once_leave_one_copy_of_a_page(index: Index) -> None:
    await asyncio.gather(*(_put(index, BRAKES) for _ in range(4)))
    assert (await index.frequencies())["en"].chunks == 2
    assert len(await _find(index, "pads")) == 2
