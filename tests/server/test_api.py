"""The HTTP interface: what a customer's page and a stranger's program get, for good input and for bad."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager

from server.app import create_app
from tests.houses import house_of

BASE = "/api/v5/sales"
STAFF = "staff-key-of-the-test"


@pytest.fixture
async def client(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setenv("PARLEY_STAFF_KEY", STAFF)
    app = create_app(lambda: house_of(database_url, tmp_path), worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as opened:
            yield opened


async def _session(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    answer = await client.post(f"{BASE}/start-session", json={"tenant": "colombiatic", **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def _say(
    client: httpx.AsyncClient, session: dict[str, Any], text: Any, message_id: Any = "m1", **more: Any
) -> httpx.Response:
    body = {"session_id": session["session_id"], "message_id": message_id, "text": text}
    headers = {"Authorization": f"Bearer {session['token']}", **more.pop("headers", {})}
    return await client.post(f"{BASE}/process-message", json=body, headers=headers, **more)


def _is_problem(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert "Traceback" not in answer.text
    return str(body["detail"])


async def test_a_message_gets_only_what_a_customer_may_see(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    assert [message["role"] for message in session["messages"]] == ["ai"]
    answer = await _say(client, session, "¿hasta qué hora atienden?")
    assert set(answer.json()) == {"turn_id", "replies", "language", "owner"}
    assert [set(reply) for reply in answer.json()["replies"]] == [{"text", "blocks"}]


async def test_a_repeated_message_id_gives_the_same_answer(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    first, again = await _say(client, session, "hola"), await _say(client, session, "hola")
    assert first.json() == again.json()


async def test_staff_see_the_whole_turn_and_nobody_else(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    refused = await _say(client, session, "hola", params={"detail": "full"})
    _is_problem(refused, 401)
    whole = await _say(client, session, "hola", "m2", params={"detail": "full"}, headers={"X-Staff-Key": STAFF})
    assert {"path", "facts", "lead", "profile"} <= set(whole.json())


async def test_the_source_of_a_conversation_is_kept_from_its_first_request(client: httpx.AsyncClient) -> None:
    session = await _session(
        client, page_url="https://www.colombiatic.example/precios?utm_source=x", referrer="https://www.google.com/search",
        utm={"source": "google", "campaign": "chatbots"},
    )  # fmt: skip
    trace = await client.get(
        f"{BASE}/session/{session['session_id']}/trace",
        params={"tenant": "colombiatic"},
        headers={"X-Staff-Key": STAFF},
    )
    row = trace.json()["conversation"]
    assert row["page_url"].endswith("/precios?utm_source=x")
    assert row["referrer_domain"] == "google.com"
    assert row["utm"]["utm_campaign"] == "chatbots"


async def test_a_page_that_is_loaded_again_finds_the_whole_conversation(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    await _say(client, session, "hola")
    found = await client.get(
        f"{BASE}/session/{session['session_id']}", headers={"Authorization": f"Bearer {session['token']}"}
    )
    assert [message["role"] for message in found.json()["messages"]] == ["ai", "client", "ai"]


async def test_a_reply_can_be_watched_as_it_is_written(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    answer = await _say(client, session, "hola", headers={"Accept": "text/event-stream"})
    events = [line.removeprefix("event: ") for line in answer.text.splitlines() if line.startswith("event: ")]
    assert events[0] == "accepted"
    assert events[-1] == "reply"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"tenant": "nobody"}, 404),
        ({"tenant": 7}, 422),
        ({}, 422),
        ({"tenant": "colombiatic", "utm": "google"}, 422),
        ({"tenant": "colombiatic", "surprise": 1}, 422),
        ([], 422),
    ],
)
async def test_a_session_that_cannot_be_started_is_explained(client: httpx.AsyncClient, body: Any, status: int) -> None:
    assert _is_problem(await client.post(f"{BASE}/start-session", json=body), status)


@pytest.mark.parametrize("text", ["", "  ", 7, None, ["hola"], "x" * 50_000, "\u0000"])
async def test_a_text_that_cannot_be_taken_is_explained(client: httpx.AsyncClient, text: Any) -> None:
    assert _is_problem(await _say(client, await _session(client), text), 422)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"{", b'{"session_id": "\xe9"}', b"", b"\x00" * 100])
async def test_a_body_that_is_no_json_is_explained(client: httpx.AsyncClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json", "Authorization": "Bearer x"}
    answer = await client.post(f"{BASE}/process-message", content=content, headers=headers)
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_token_of_another_session_opens_nothing(client: httpx.AsyncClient) -> None:
    mine, other = await _session(client), await _session(client)
    _is_problem(await _say(client, {**mine, "token": other["token"]}, "hola"), 403)
    _is_problem(await _say(client, {**mine, "token": "no.such.token"}, "hola"), 401)
    bare = await client.post(
        f"{BASE}/process-message", json={"session_id": mine["session_id"], "message_id": "m", "text": "hola"}
    )
    _is_problem(bare, 401)


async def test_an_unknown_session_is_not_found_whatever_the_token(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    _is_problem(await _say(client, {**session, "session_id": str(uuid4())}, "hola"), 403)


async def test_words_with_half_characters_and_marks_are_answered(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    for number, text in enumerate(["😀😀", "\u202ehola", "ho\u200bla", "a\u0301" * 500, "🏳️‍🌈"]):
        assert (await _say(client, session, text, f"m{number}")).status_code == 200


async def test_too_many_messages_are_asked_to_wait(client: httpx.AsyncClient) -> None:
    session = await _session(client)
    answers = [await _say(client, session, "hola", "same") for _ in range(61)]
    assert "wait" in _is_problem(answers[-1], 429)


async def test_the_operator_sees_health_and_metrics(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "alive"}
    assert (await client.get("/health/ready")).json()["status"] == "ready"
    await _say(client, await _session(client), "hola")
    assert 'parley_turns_total{tenant="colombiatic"' in (await client.get("/metrics")).text


async def test_conversion_figures_are_for_staff(client: httpx.AsyncClient) -> None:
    path = "/api/v5/metrics/conversion?tenant=colombiatic"
    _is_problem(await client.get(path), 401)
    await _say(client, await _session(client), "hola")
    assert (await client.get(path, headers={"X-Staff-Key": STAFF})).json()["conversations"] == 1


async def test_the_interface_is_described(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    assert {
        f"{BASE}/start-session",
        f"{BASE}/process-message",
        f"{BASE}/session/{{session_id}}/events",
    } <= set(paths)


async def test_a_path_that_is_not_there_is_a_problem_document(client: httpx.AsyncClient) -> None:
    _is_problem(await client.get("/nowhere"), 404)
