"""Summaries on demand: staff get them, customers and strangers do not."""

from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager

from server.app import create_app
from tests.houses import house_of

STAFF = {"Authorization": "Bearer staff-key-of-the-test"}
BASE = "/api/v5/sales"


async def test_staff_sum_a_conversation_up_and_find_it_again(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_STAFF_KEY", "staff-key-of-the-test")
    app = create_app(lambda: house_of(database_url, tmp_path), worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            started = (await client.post(f"{BASE}/start-session", json={"tenant": "colombiatic"})).json()
            path = f"{BASE}/session/{started['session_id']}/summary?tenant=colombiatic"
            early = await client.post(path, json={}, headers=STAFF)
            assert (early.status_code, "nothing to sum up" in early.json()["detail"]) == (422, True)

            token = {"Authorization": f"Bearer {started['token']}"}
            body = {"session_id": started["session_id"], "message_id": "m1", "text": "hola"}
            await client.post(f"{BASE}/process-message", json=body, headers=token)
            made = await client.post(path, json={"style": "detailed", "send": True}, headers=STAFF)
            assert made.status_code == 201
            told = {each["audience"]: each for each in made.json()["summaries"]}
            assert told.keys() == {"customer", "sales"}
            assert {each["style"] for each in told.values()} == {"detailed"}
            assert told["customer"]["delivery"] == "kept"  # no address is known
            assert told["sales"]["delivery"] == "waiting"

            found = (await client.get(path, headers=STAFF)).json()["summaries"]
            assert [each["id"] for each in found] == [each["id"] for each in made.json()["summaries"]]
            assert (await client.get(path, headers=token)).status_code == 401
            assert (await client.post(path, json={"style": "poem"}, headers=STAFF)).status_code == 422
            strange = f"{BASE}/session/{uuid4()}/summary?tenant=colombiatic"
            assert (await client.get(strange, headers=STAFF)).status_code == 404
            assert (await client.post(strange, json={}, headers=STAFF)).status_code == 404
