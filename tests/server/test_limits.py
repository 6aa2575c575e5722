"""How much an address may ask: conversations, messages, and what the model's words cost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from fastapi import Request

from graphs.inbox import Answer
from graphs.turn import Done
from language.port import ModelCall
from server.limits import charge, prefix_of
from tests.houses import house_of
from tests.server.sessions import ADDRESS, BASE, TENANT, begin, client_of, problem, say

NEIGHBOUR, STRANGER = "203.0.113.200", "198.51.100.7"


@asynccontextmanager
async def limited(
    database_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, address: str = ADDRESS, **rates: str
) -> AsyncIterator[tuple[httpx.AsyncClient, Any]]:
    for name, rate in rates.items():
        monkeypatch.setenv(f"PARLEY_{name.upper()}", rate)
    async with client_of(lambda: house_of(database_url, folder), address) as opened:
        yield opened


def request(address: str) -> Request:
    return Request({"type": "http", "headers": [], "client": (address, 1)})


def test_a_household_or_an_office_counts_as_one_address() -> None:
    assert prefix_of(request(ADDRESS)) == prefix_of(request(NEIGHBOUR)) == "203.0.113.0/24"
    assert prefix_of(request("2001:db8:1:2:3::4")) == prefix_of(request("2001:db8:1:99::1")) == "2001:db8:1::/56"
    assert prefix_of(request("::ffff:203.0.113.7")) == "203.0.113.0/24"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "unix", ""])
def test_this_machine_is_not_limited(address: str) -> None:
    assert prefix_of(request(address)) is None


async def test_an_address_that_opens_one_conversation_after_the_other_has_to_wait(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(database_url, tmp_path, monkeypatch, start_rate_limit="3/minute") as (client, _):
        for _ in range(3):
            await begin(client)
        answer = await client.post(f"{BASE}/start-session", json={"tenant": TENANT})
        assert "3 new conversations" in problem(answer, 429)
        assert answer.headers["retry-after"] == "60"


async def test_many_visitors_of_one_address_share_its_messages(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(database_url, tmp_path, monkeypatch, address_rate_limit="4/minute") as (client, _):
        visitors = [await begin(client) for _ in range(5)]
        codes = [(await say(client, visitor, "hola")).status_code for visitor in visitors]
        assert codes == [200, 200, 200, 200, 429]


async def test_a_new_conversation_does_not_give_a_visitor_new_messages(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(database_url, tmp_path, monkeypatch, rate_limit="2/minute") as (client, _):
        session = await begin(client)
        await say(client, session, "hola", "m1")
        again = await begin(client, visitor=session["visitor"])
        assert (await say(client, again, "hola", "m2")).status_code == 200
        problem(await say(client, again, "hola", "m3"), 429)


async def test_the_budget_of_an_address_for_the_models_words_ends(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with limited(database_url, tmp_path, monkeypatch, address_budget="1000/hour") as (client, app):
        session = await begin(client)
        assert (await say(client, session, "hola", "m1")).status_code == 200
        call = cast(ModelCall, {"purpose": "read", "tokens_in": 900, "tokens_out": 200})
        done = Done(1, 1, 1, 2, {"model_calls": [call]}, [], 1.0, "bot")
        await charge(app.state.house, request(NEIGHBOUR), TENANT, Answer(1, [], "es", "bot", done))
        assert "1000 of the model's words" in problem(await say(client, session, "hola", "m2"), 429)
        await charge(app.state.house, request(STRANGER), TENANT, Answer(1, [], "es", "bot", None))
