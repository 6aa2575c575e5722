"""Finding what answers a customer, in the customer's language."""

import pytest

from knowledge.index.memory import MemoryIndex
from knowledge.ingest import Report, ingest_pages
from knowledge.load import Page
from knowledge.search import Retriever
from tests.knowledge.pages import NOW, written

PADS = written("pads", "Ceramic pads cost $1,290 and last 60,000 km.", title="Brake pads")
BALATAS = written("balatas", "Las balatas cerámicas cuestan $1,290.", title="Balatas", language="es")
ENVIO = written("envio", "El envío a domicilio tarda un día.", title="Envío", language="es")
OIL = written("oil", "We change oil. Oil is changed with the filter.", title="Oil")
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
        }
    ]
    assert 0.3 <= found[0]["score"] <= 1


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
