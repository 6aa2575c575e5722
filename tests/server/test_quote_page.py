"""The page of a quote: read by whoever has its link, counted when a person looks, answered with its buttons."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from commerce.desk import Desk
from server.app import create_app
from server.wiring import House
from tests.agents.talk import Talk, begin, spoken_at
from tests.houses import house_of

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Accept": "text/html"}
ASKED = "quote for 2000 sq ft architectural shingles"


@asynccontextmanager
async def _served(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """The application on a house that is open already."""

    @asynccontextmanager
    async def same() -> AsyncIterator[House]:
        yield house

    app = create_app(same, worker=False)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8321", headers=BROWSER) as client,
    ):
        yield client


@pytest.fixture
async def quoted(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Talk, httpx.AsyncClient, str]]:
    """A roof that was quoted in the chat, a browser, and the path of the quote's page."""
    async with house_of(database_url, tmp_path, tenant="roofing", engine=spoken_at("roofing")) as house:
        talk = await begin(house, "roofing", "web")
        turn = await talk.say(ASKED)
        (card,) = [block for block in turn["blocks"] if block["kind"] == "quote"]
        async with _served(house) as client:
            yield talk, client, card["url"].removeprefix("http://127.0.0.1:8321")


async def _quote(talk: Talk) -> dict[str, Any]:
    return (await talk.rows("SELECT * FROM quotes ORDER BY version DESC LIMIT 1"))[0]


async def test_a_customer_reads_the_quote_and_the_first_look_is_kept(quoted: Any) -> None:
    talk, client, path = quoted
    answer = await client.get(path)
    assert answer.status_code == 200
    assert "$13,780" in answer.text
    assert "Accept the quote" in answer.text
    talk.later(hours=1)
    await client.get(path)
    row = await _quote(talk)
    assert (row["status"], row["view_count"]) == ("viewed", 2)
    assert row["first_viewed_at"] < row["last_viewed_at"]


async def test_the_page_lets_nothing_in_and_tells_nobody_its_address(quoted: Any) -> None:
    _, client, path = quoted
    headers = (await client.get(path)).headers
    assert "script-src 'none'" in headers["content-security-policy"]
    assert (headers["referrer-policy"], headers["cache-control"]) == ("no-referrer", "no-store")


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"User-Agent": "WhatsApp/2.23.20.0"}, {"User-Agent": "Slackbot 1.0"}],
)
async def test_machines_that_look_ahead_are_not_counted(headers: dict[str, str], quoted: Any) -> None:
    talk, client, path = quoted
    assert (await client.get(path, headers=headers)).status_code == 200
    assert (await client.head(path)).status_code == 200
    assert (await _quote(talk))["view_count"] == 0


async def test_the_pdf_is_one_and_counts_as_no_look(quoted: Any) -> None:
    talk, client, path = quoted
    answer = await client.get(f"{path}.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert (await _quote(talk))["view_count"] == 0


async def test_the_button_accepts_and_the_chat_says_so(quoted: Any) -> None:
    talk, client, path = quoted
    answer = await client.post(f"{path}/accept")
    assert answer.status_code == 303
    assert (await _quote(talk))["status"] == "accepted"
    _, messages = await talk.house.inbox.view("roofing", talk.conversation)
    assert "accepted" in messages[-1]["content"]
    page = await client.get(path)
    assert "Accept the quote" not in page.text
    await client.post(f"{path}/decline")
    assert (await _quote(talk))["status"] == "accepted"


async def test_the_button_is_the_yes_that_the_chat_waited_for(quoted: Any) -> None:
    talk, client, path = quoted
    await client.post(f"{path}/accept")
    turn = await talk.say("thanks")
    assert turn["pending"] is None


async def test_an_older_version_shows_the_way_to_the_newer_one_and_cannot_be_accepted(quoted: Any) -> None:
    talk, client, path = quoted
    await talk.say("make it 2,500 sq ft")
    page = await client.get(path)
    assert "There is a newer version" in page.text
    await client.post(f"{path}/accept")
    assert [row["status"] for row in await talk.rows("SELECT status FROM quotes ORDER BY version")] == [
        "expired", "sent",
    ]  # fmt: skip


async def test_an_expired_quote_can_be_read_and_not_accepted(quoted: Any) -> None:
    talk, client, path = quoted
    talk.later(days=31)
    assert "no longer valid" in (await client.get(path)).text
    await client.post(f"{path}/accept")
    assert (await _quote(talk))["status"] == "sent"


def _raise_prices(talk: Talk) -> None:
    """The business's list of today: a dollar more for every square foot."""
    found = talk.house.tenant(talk.tenant)
    items = [item.model_copy(update={"price": str(item.amount + 1)}) for item in found.pack.catalogue.items]
    pack = found.pack.model_copy(update={"catalogue": found.pack.catalogue.model_copy(update={"items": items})})
    talk.house.tenants[talk.tenant] = replace(found, pack=pack, desk=Desk(talk.house.store, found.id, pack))


async def test_a_yes_in_the_chat_to_prices_that_have_changed_is_shown_the_new_ones_first(quoted: Any) -> None:
    talk, _, _ = quoted
    _raise_prices(talk)
    turn = await talk.say("yes, I accept")
    assert "changed" in {act["say"] for act in turn["acts"]}
    rows = await talk.rows("SELECT version, status, total FROM quotes ORDER BY version")
    assert [(row["version"], row["status"], row["total"]) for row in rows] == [
        (1, "expired", 1378000),
        (2, "sent", 1590000),
    ]
    await talk.say("yes")
    assert ((await _quote(talk))["status"], (await _quote(talk))["version"]) == ("accepted", 2)


async def test_the_button_under_a_quote_whose_prices_have_changed_leads_to_the_new_one(quoted: Any) -> None:
    talk, client, path = quoted
    _raise_prices(talk)
    await client.post(f"{path}/accept")
    assert ((await _quote(talk))["status"], (await _quote(talk))["total"]) == ("sent", 1590000)
    _, messages = await talk.house.inbox.view("roofing", talk.conversation)
    assert "$15,900" in messages[-1]["content"]
    page = await client.get(path)
    assert "There is a newer version" in page.text
    assert "Accept the quote" not in page.text


async def test_a_quote_whose_prices_have_changed_is_over_once_its_conversation_is(quoted: Any) -> None:
    talk, client, path = quoted
    await talk.change("UPDATE conversations SET status = 'ended' WHERE id = %s", talk.conversation)
    _raise_prices(talk)
    await client.post(f"{path}/accept")
    assert (await _quote(talk))["status"] == "expired"
    assert "no longer valid" in (await client.get(path)).text


@pytest.mark.parametrize("spoil", ["last", "first", "tenant", "short", "nonsense"])
async def test_a_tampered_link_leads_nowhere(spoil: str, quoted: Any) -> None:
    talk, client, path = quoted
    token = path.removeprefix("/q/")
    tenant, _, coded = token.rpartition(".")
    wrong = {
        "last": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "first": f"{tenant}.{'A' if coded[0] != 'A' else 'B'}{coded[1:]}",
        "tenant": f"autoparts.{coded}",
        "short": token[:-8],
        "nonsense": "x",
    }[spoil]
    answer = await client.get(f"/q/{wrong}")
    assert answer.status_code == 404
    assert "$" not in answer.text
    told = await client.get(f"/q/{wrong}.pdf")
    assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")
    assert (await client.post(f"/q/{wrong}/accept")).status_code == 404
    assert (await _quote(talk))["status"] == "sent"


async def test_a_link_ends_a_year_after_its_quote(quoted: Any) -> None:
    talk, client, path = quoted
    talk.later(days=400)
    answer = await client.get(path)
    assert answer.status_code == 404
    assert "no longer valid" in answer.text
