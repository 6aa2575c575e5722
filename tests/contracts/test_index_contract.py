"""What every index of passages does, whoever keeps it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime

import pytest

from knowledge.index.memory import MemoryIndex
from knowledge.index.pinecone import Account, PineconeIndex
from knowledge.index.port import Hit, Index, Query
from knowledge.index.postgres import PostgresIndex
from knowledge.lexical import Frequencies, chunk_vector, expected, place_of, query_vector
from knowledge.load import Page
from knowledge.weights import ANY
from knowledge.words import terms_of
from store.unit import Store
from tests.contracts.tenants import admit
from tests.knowledge.pages import NOW, entries_of, written
from tests.knowledge.pinecone_stand_in import KEY, pinecone_here
from tests.knowledge.topics import TopicEncoder

Opener = Callable[[str], Awaitable[Index]]

ENCODER = TopicEncoder()
BRAKES = written("brakes", "# Pads\n\nCeramic pads last 60,000 km.\n\n# Discs\n\nDiscs are changed with the pads.")
HOURS = written("hours", "We open at nine.")
HORARIO = written("horario", "Abrimos a las nueve. Cambiamos balatas, pads.", language="es")


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Closes at the end what was opened."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture(params=["memory", "postgres", "pinecone"])
def opener(request: pytest.FixtureRequest, stack: AsyncExitStack) -> Opener:
    """Opens an empty index for a tenant."""
    if request.param == "memory":
        return _memory
    store: Store = request.getfixturevalue("store")
    if request.param == "postgres":
        return lambda tenant: _postgres(store, tenant)
    account = Account(stack.enter_context(pinecone_here()).url, KEY)
    return lambda tenant: _pinecone(store, tenant, account, stack)


async def _memory(_tenant: str) -> Index:
    return MemoryIndex(ENCODER)


async def _postgres(store: Store, tenant: str) -> Index:
    await admit(store, tenant)
    return PostgresIndex(store, tenant, "sales_content", ENCODER)


async def _pinecone(store: Store, tenant: str, account: Account, stack: AsyncExitStack) -> Index:
    await admit(store, tenant)
    index = PineconeIndex(store, tenant, "sales_content", ENCODER, account)
    stack.push_async_callback(index.aclose)
    return index


@pytest.fixture
async def index(opener: Opener) -> Index:
    return await opener("shop")


async def _put(index: Index, *pages: Page, now: datetime = NOW) -> None:
    for page in pages:
        await index.put(page, entries_of(page, ENCODER), now)


def _asked(question: str, weight: float = 0.2, limit: int = 5, language: str = "en") -> Query:
    places = sorted(set(map(place_of, terms_of(question, language))))
    return Query(tuple(places), ENCODER.encode([question])[0], {ANY: weight}, limit)


async def _hits(index: Index, question: str, weight: float = 0.2, limit: int = 5) -> list[Hit]:
    return await index.find(_asked(question, weight, limit))


async def _find(index: Index, question: str, language: str = "en") -> list[str]:
    """What shares a word with the question, best first."""
    hits = await index.find(_asked(question, language=language))
    return [f"{hit.document}#{hit.anchor}" for hit in hits if hit.language == language and hit.share > 1e-6]


async def _known(index: Index, *words: str) -> Mapping[str, Frequencies]:
    return await index.frequencies([place_of(word) for word in words])


async def test_an_empty_index_knows_no_page_and_no_language(index: Index) -> None:
    assert await index.digests() == {}
    assert await _known(index, "pad") == {}
    assert await _hits(index, "pads") == []


async def test_a_page_that_was_put_is_known_by_its_digest(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    assert await index.digests() == {"brakes": BRAKES.digest, "hours": HOURS.digest}


async def test_the_chunk_that_says_most_of_the_question_comes_first(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    assert await _find(index, "how long do ceramic pads last") == ["brakes#pads", "brakes#discs"]


async def test_a_hit_carries_all_that_a_citation_needs(index: Index) -> None:
    await _put(index, BRAKES)
    hit, other = await _hits(index, "ceramic")
    assert (hit.document, hit.title, hit.url) == ("brakes", "Page", "https://shop.example/brakes")
    assert (hit.heading, hit.anchor, hit.body) == ("Pads", "pads", "Ceramic pads last 60,000 km.")
    assert (hit.ordinal, hit.language, hit.updated) == (0, "en", None)
    assert (hit.before, hit.after) == (None, "Discs")
    assert (other.before, other.after) == ("Pads", None)


async def test_a_hit_tells_when_its_page_changed(index: Index) -> None:
    await _put(index, replace(HOURS, updated=NOW))
    assert [hit.updated for hit in await _hits(index, "nine")] == [NOW]


async def test_both_kinds_of_evidence_are_told_and_joined_by_the_weight(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    question = "how long do ceramic pads last"
    (hit, *_) = await _hits(index, question, weight=0.3)
    asked_for = terms_of(question, "en")
    asked = query_vector([place_of(term) for term in asked_for], (await _known(index, *asked_for))["en"])
    terms = terms_of(f"{BRAKES.title}\n{BRAKES.title}\n{hit.heading}\n{hit.body}", "en")
    product = sum(weight * asked.get(place, 0) for place, weight in chunk_vector(terms).items())
    assert hit.share == pytest.approx(product / expected(asked), abs=1e-3)
    near = ENCODER.encode([question])[0] @ ENCODER.encode([f"{BRAKES.title}\n{hit.heading}\n{hit.body}"])[0]
    assert hit.cosine == pytest.approx(float(near), abs=5e-3)
    assert hit.score == pytest.approx(0.3 * float(near) + 0.7 * hit.share, abs=3e-3)


async def test_a_passage_that_means_it_in_other_words_is_found(index: Index) -> None:
    await _put(index, BRAKES, HOURS, written("parking", "Leave your car behind the building."))
    assert (await _hits(index, "where is the garage", weight=0.5))[0].document == "parking"


async def test_without_a_vector_of_the_question_words_alone_decide(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    if isinstance(index, PineconeIndex):
        pytest.skip("a hybrid query has both")
    (hit, *_) = await index.find(replace(_asked("ceramic pads"), dense=None))
    assert (hit.anchor, hit.cosine, hit.score) == ("pads", None, hit.share)


async def test_chunks_in_another_language_are_ranked_by_themselves(index: Index) -> None:
    await _put(index, BRAKES, HORARIO)
    assert await _find(index, "pads", "es") == ["horario#start"]


async def test_a_weight_is_that_of_the_chunks_language(index: Index) -> None:
    await _put(index, HOURS, HORARIO)
    asked = replace(_asked("nueve nine"), weights={"es": 0.25, ANY: 0.75})
    for hit in await index.find(asked):
        weight = 0.25 if hit.language == "es" else 0.75
        assert hit.cosine is not None
        assert hit.score == pytest.approx(weight * hit.cosine + (1 - weight) * hit.share, abs=1e-3)


async def test_what_shares_no_word_with_the_question_has_no_share(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    assert await _find(index, "pizza") == []


async def test_no_more_than_the_limit_comes_back_of_each_language(index: Index) -> None:
    await _put(index, BRAKES, HOURS, HORARIO)
    assert [hit.language for hit in await _hits(index, "pads", limit=1)] == ["en", "es"]


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
    assert set(await _known(index, "nine")) == {"en"}


async def test_a_page_that_becomes_shorter_leaves_none_of_its_old_chunks(index: Index) -> None:
    await _put(index, written("long", "\n\n".join(f"# Part {n}\n\nceramic {n}" for n in range(7))))
    await _put(index, written("long", "# Part 0\n\nceramic"))
    assert await _find(index, "ceramic") == ["long#part-0"]


async def test_pages_of_one_source_can_be_listed_alone(index: Index) -> None:
    await _put(index, BRAKES, replace(HOURS, source="site"))
    assert set(await index.digests("site")) == {"hours"}
    assert set(await index.digests()) == {"brakes", "hours"}


async def test_ids_may_be_written_in_any_script(index: Index) -> None:
    await _put(index, written("año #1/ñandú", "Ceramic pads."))
    assert [hit.document for hit in await _hits(index, "ceramic")] == ["año #1/ñandú"]
    await index.remove(["año #1/ñandú"])
    assert await _hits(index, "ceramic") == []


async def test_a_removed_page_is_neither_known_nor_found(index: Index) -> None:
    await _put(index, BRAKES, HOURS)
    await index.remove(["brakes", "never-there"])
    assert await index.digests() == {"hours": HOURS.digest}
    assert await _find(index, "pads") == []


async def test_frequencies_count_chunks_by_language_and_follow_the_content(index: Index) -> None:
    await _put(index, BRAKES, HORARIO)
    known = await _known(index, "pad", "cerami", "never")
    assert {language: found.chunks for language, found in known.items()} == {"en": 2, "es": 1}
    assert known["en"].having == {place_of("pad"): 2, place_of("cerami"): 1, place_of("never"): 0}
    await _put(index, HOURS)
    assert (await _known(index, "pad"))["en"].chunks == 3
    await index.remove(["brakes"])
    known = await _known(index, "pad")
    assert (known["en"].chunks, known["en"].having[place_of("pad")]) == (1, 0)
    assert known["es"].having[place_of("pad")] == 1


async def test_a_page_without_words_is_known_and_never_found(index: Index) -> None:
    blank = written("blank", "", title="x")
    await _put(index, blank)
    assert await index.digests() == {"blank": blank.digest}
    assert await _known(index, "pad") == {}
    assert await _hits(index, "pads") == []


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
    assert (await _known(index, "pad"))["en"].chunks == 2
    assert len(await _find(index, "pads")) == 2
