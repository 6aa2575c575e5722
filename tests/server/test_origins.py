"""Which sites' pages may call the API, and read its answers."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.houses import house_of
from tests.server.sessions import BASE, TENANT, authorized, begin, client_of, problem, say

OURS, FOREIGN = "https://www.colombiatic.example", "https://evil.example"


@pytest.fixture
async def client(database_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(lambda: house_of(database_url, tmp_path)) as (client, _):
        yield client


async def test_a_page_of_the_business_may_call_and_read(client: httpx.AsyncClient) -> None:
    session = await begin(client, headers={"Origin": OURS})
    answer = await say(client, session, "hola", headers={"Origin": OURS})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == OURS
    assert "Origin" in answer.headers["vary"]


async def test_a_foreign_page_is_refused_everywhere(client: httpx.AsyncClient) -> None:
    session = await begin(client)
    foreign = authorized(session, Origin=FOREIGN)
    answers = [
        await client.post(f"{BASE}/start-session", json={"tenant": TENANT}, headers={"Origin": FOREIGN}),
        await say(client, session, "hola", headers={"Origin": FOREIGN}),
        await client.get(f"{BASE}/session/{session['session_id']}", headers=foreign),
        await client.get(f"{BASE}/session/{session['session_id']}/events", headers=foreign),
        await client.options(f"{BASE}/start-session", headers={"Origin": FOREIGN}),
        await client.post(f"{BASE}/start-session", json={"tenant": TENANT}, headers={"Origin": "null"}),
    ]
    for answer in answers:
        problem(answer, 403)
        assert "access-control-allow-origin" not in answer.headers


async def test_the_frame_and_programs_pass(client: httpx.AsyncClient) -> None:
    for origin in ({"Origin": "http://chat.example"}, {}, {"Origin": "http://localhost:5173"}):
        assert (await begin(client, headers=origin))["session_id"]


async def test_a_preflight_of_an_allowed_page_is_answered(client: httpx.AsyncClient) -> None:
    asked = {"Origin": OURS, "Access-Control-Request-Method": "POST"}
    answer = await client.options(f"{BASE}/process-message", headers=asked)
    assert answer.status_code == 204
    assert "Authorization" in answer.headers["access-control-allow-headers"]
