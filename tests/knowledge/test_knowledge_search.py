"""Finding what answers a customer, in the customer's language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.index.memory import MemoryIndex
from knowledge.ingest import Report, ingest_pages
from knowledge.load import Page
from knowledge.search import Retriever
from knowledge.signals import SAME_PAGE, SAME_SECTION
from knowledge.weights import ANY, weights_for
from tests.knowledge.pages import NOW, written
from tests.knowledge.topics import TopicEncoder

PADS = written("pads", "Ceramic pads cost $1,290 and last 60,000 km.", title="Brake pads")
BALATAS = written("balatas", "Las balatas cerámicas cuestan $1,290.", title="Balatas", language="es")
ENVIO = written("envio", "El envío a domicilio tarda un día.", title="Envío", language="es")
OIL = written("oil", "We change oil. Oil is changed with the filter.", title="Oil")
DATED = [("a-old", NOW - timedelta(days=700)), ("b-new", NOW)]
FILTERS = written("filters", "Every filter is changed with the oil.", title="Filters")


async def _retriever(*pages: Page, max_results: int = 5, threshold: float = 0.3) -> Retriever:
    index = MemoryIndex()
    await ingest_pages(index, pages, NOW)
    return Retriever(index, max_results, threshold)


async def test_a_question_finds_the_passage_that_answers_it() -> None:
    found = await (await _retriever(PADS, OIL)).search("how long do ceramic pads last?", "en")
    assert found == [
        {
            "id": "pads#start",
            "title": "Brake pads",
            "heading": "",
            "url": "https://shop.example/pads",
            "text": "Ceramic pads cost $1,290 and last 60,000 km.",
            "language": "en",
            "score": found[0]["score"],
            "share": found[0]["share"],
            "neighbours": [],
        }
    ]
    assert 0.3 <= found[0]["share"] <= found[0]["score"] <= 1


async def test_passages_in_the_customers_language_come_first_and_others_are_still_found() -> None:
    retriever = await _retriever(PADS, BALATAS, ENVIO)
    found = await retriever.search("1290 ceramica balata", "es")
    assert [passage["id"] for passage in found] == ["balatas#start", "pads#start"]
    found = await retriever.search("1290 ceramic balatas", "en")
    assert [passage["id"] for passage in found] == ["pads#start", "balatas#start"]


async def test_a_language_that_the_business_does_not_write_still_finds_the_code() -> None:
    found = await (await _retriever(PADS, BALATAS)).search("1290?", "pt")
    assert {passage["id"] for passage in found} == {"pads#start", "balatas#start"}


async def test_what_the_content_does_not_say_is_not_found() -> None:
    retriever = await _retriever(PADS, OIL, BALATAS)
    assert await retriever.search("who won the football match in Lima yesterday", "en") == []


@pytest.mark.parametrize("message", ["", "   ", "¿y eso?", "🙂🙂", "\x00", "///"])
async def test_a_message_without_a_word_to_look_for_finds_nothing(message: str) -> None:
    assert await (await _retriever(PADS, BALATAS)).search(message, "es") == []


async def test_a_passage_below_the_threshold_is_left_out() -> None:
    question = "pads for my grandmother's vintage tractor"
    assert await (await _retriever(PADS, OIL, threshold=0.05)).search(question, "en")
    assert not await (await _retriever(PADS, OIL, threshold=0.9)).search(question, "en")


async def test_no_more_passages_than_the_pack_allows() -> None:
    pages = [written(f"p{n}", "Ceramic pads.") for n in range(9)]
    assert len(await (await _retriever(*pages, max_results=3)).search("ceramic pads", "en")) == 3


async def test_the_page_that_the_customer_is_on_moves_up_a_little() -> None:
    one, two = written("one", "Delivery takes a day."), written("two", "Delivery takes a day.")
    retriever = await _retriever(one, two, OIL)
    plain = await retriever.search("delivery day", "en")
    moved = await retriever.search("delivery day", "en", "https://SHOP.example/two/?utm_source=x#top")
    assert [passage["id"] for passage in plain] == ["one#start", "two#start"]
    assert [passage["id"] for passage in moved] == ["two#start", "one#start"]


async def test_a_page_of_the_same_section_moves_up_less_than_the_page_itself() -> None:
    pages = [written(name, "Delivery of a plan takes a day.") for name in ("apart", "near", "here")]
    placed = [pages[0], *(replace(page, url=f"https://shop.example/plans/{page.id}") for page in pages[1:])]
    retriever = await _retriever(*placed, threshold=0.01)
    found = await retriever.search("delivery island", "en", "https://shop.example/plans/here")
    scores = [passage["score"] for passage in found]
    assert [passage["id"] for passage in found] == ["here#start", "near#start", "apart#start"]
    assert scores[1] / scores[2] == pytest.approx(SAME_SECTION, abs=0.01)
    assert scores[0] / scores[2] == pytest.approx(SAME_PAGE, abs=0.01)


async def test_of_two_pages_that_say_the_same_the_newer_comes_first() -> None:
    old, new = (replace(written(name, "Delivery takes a day."), updated=date) for name, date in DATED)
    found = await (await _retriever(old, new, OIL)).search("delivery day", "en")
    assert [passage["id"] for passage in found] == ["b-new#start", "a-old#start"]
    assert found[0]["updated"] == NOW.isoformat()


async def test_words_that_stand_together_as_in_the_question_count_more() -> None:
    apart = written("a-apart", "Brake fluid is in the box, and a pad for the knee.")
    together = written("b-together", "Here a brake pad is in the box, fluid not.")
    found = await (await _retriever(apart, together, OIL)).search("brake pad", "en")
    assert [passage["id"] for passage in found][:2] == ["b-together#start", "a-apart#start"]


async def test_a_passage_in_other_words_is_found_by_its_meaning() -> None:
    index = MemoryIndex(TopicEncoder())
    await ingest_pages(index, [written("parking", "Leave your car behind the building."), OIL], NOW)
    (passage,) = await Retriever(index, 5, 0.3).search("is there a garage", "en")
    assert (passage["id"], passage["share"]) == ("parking#start", 0)
    assert passage["cosine"] > 0.6


@pytest.mark.parametrize(
    ("question", "chunks", "weight"), [("en", "en", 0.5), ("es", "es", 0.15), ("es", "en", 0.15), ("en", "es", 0.15)]
)
def test_meaning_counts_by_half_only_where_the_shipped_encoder_knows_both_languages(
    question: str, chunks: str, weight: float
) -> None:
    encoder = TopicEncoder()
    encoder.name = "all-MiniLM-L6-v2"
    weights = weights_for(encoder, question)
    assert weights.get(chunks, weights[ANY]) == weight


def test_without_an_encoder_meaning_counts_for_nothing() -> None:
    assert weights_for(None, "en") == {ANY: 0.0}


async def test_a_passage_names_its_neighbours_on_the_page() -> None:
    page = written("p", "## Delivery\n\nA day.\n\n## Returns\n\nEasy and free.\n\n## Payment\n\nBy card.")
    found = await (await _retriever(page)).search("returns easy", "en")
    assert found[0]["neighbours"] == ["Delivery", "Payment"]


async def test_the_page_does_not_outweigh_the_answer() -> None:
    retriever = await _retriever(PADS, OIL, FILTERS)
    found = await retriever.search("ceramic pads", "en", "https://shop.example/oil")
    assert found[0]["id"] == "pads#start"


@pytest.mark.parametrize("page", ["", "not an address", "http://[", "javascript:alert(1)"])
async def test_an_odd_page_address_changes_nothing(page: str) -> None:
    retriever = await _retriever(PADS, OIL)
    assert await retriever.search("ceramic pads", "en", page) == await retriever.search("ceramic pads", "en")


async def test_indexing_the_same_pages_again_changes_nothing() -> None:
    index = MemoryIndex()
    assert await ingest_pages(index, [PADS, OIL], NOW) == Report(2, 0, 0, 0, 2)
    assert await ingest_pages(index, [PADS, OIL], NOW) == Report(0, 0, 0, 2, 0)


async def test_only_what_changed_is_indexed_and_what_is_gone_is_taken_out() -> None:
    index = MemoryIndex()
    await ingest_pages(index, [PADS, OIL], NOW)
    changed = written("pads", "Ceramic pads cost $1,390.", title="Brake pads")
    assert await ingest_pages(index, [changed, ENVIO], NOW) == Report(1, 1, 1, 0, 2)
    assert set(await index.digests()) == {"pads", "envio"}
