"""What staff get to know of a tenant's content, over HTTP and on the command line."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from asgi_lifespan import LifespanManager

from knowledge.index import index_for
from knowledge.load import Page
from server.app import create_app
from server.content import inconsistencies, unanswered
from server.wiring import House
from tests.houses import house_of
from tests.knowledge.pages import entries_of

STAFF = "staff-key-of-the-test"
WRONG = "El Chatbot Profesional cuesta desde $5.400.000. La oferta va hasta el 31 de enero de 2025."
ASKED = """
INSERT INTO unanswered (id, tenant_id, conversation_id, question, language, created_at)
VALUES (gen_random_uuid(), %s, %s, %s, 'es', %s)
"""


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with house_of(database_url, tmp_path) as opened:
        yield opened


async def put(house: House, body: str) -> None:
    settings = house.tenant("colombiatic").pack.file.sales_agent.vector_database
    index = index_for(house.store, "colombiatic", settings)
    page = Page("vieja", "Oferta", "https://www.colombiatic.example/vieja", "es", body)
    await index.put(page, entries_of(page, index.encoder), house.clock.now())


async def ask(house: House, *questions: str) -> None:
    from graphs.inbox import Opening

    started = await house.inbox.start("colombiatic", Opening(channel="web", external_id="v"))
    async with house.store.unit("colombiatic") as unit:
        for minute, question in enumerate(questions):
            at = datetime(2026, 11, 23, 9, minute, tzinfo=UTC)
            await unit.run(ASKED, ("colombiatic", started.conversation, question, at))


async def test_a_page_that_was_ingested_is_checked_against_the_catalogue_and_the_calendar(house: House) -> None:
    await put(house, WRONG)
    found = (await inconsistencies(house, "colombiatic"))["inconsistencies"]
    mine = [each for each in found if each["document"] == "vieja"]
    assert [each["kind"] for each in mine] == ["price", "stale"]
    assert "5.900.000" in mine[0]["expected"]


async def test_the_documents_that_a_pack_brings_are_in_order(house: House) -> None:
    assert (await inconsistencies(house, "colombiatic"))["inconsistencies"] == []


async def test_what_was_asked_in_vain_is_listed_by_how_many_asked(house: House) -> None:
    await ask(house, "¿reciben bitcoin?", "¿tienen app?", "reciben bitcoin, soy ana@ruiz.co")
    found = (await unanswered(house, "colombiatic"))["questions"]
    assert [(each["question"], each["asked"]) for each in found] == [("¿reciben bitcoin?", 2), ("¿tienen app?", 1)]
    assert "ruiz" not in str(found)


async def test_only_staff_are_told(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_STAFF_KEY", STAFF)
    app = create_app(lambda: house_of(database_url, tmp_path), worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            for name, key in (("inconsistencies", "inconsistencies"), ("unanswered", "questions")):
                path = f"/api/v5/knowledge/{name}?tenant=colombiatic"
                assert (await client.get(path)).status_code == 401
                answer = await client.get(path, headers={"X-Staff-Key": STAFF})
                assert answer.json() == {"tenant": "colombiatic", key: []}
            unknown = "/api/v5/knowledge/unanswered?tenant=nobody"
            assert (await client.get(unknown, headers={"X-Staff-Key": STAFF})).status_code == 404
