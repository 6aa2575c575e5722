"""Approvals over HTTP: for whoever holds the staff key, and nobody else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from server.app import create_app
from server.secrets import kept_key
from server.wiring import House
from tests.agents.talk import Talk, begin, spoken_at
from tests.houses import house_of

PATH = "/api/v5/sales/approvals"
TENANT = {"tenant": "roofing"}


@pytest.fixture
async def asked(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Talk, httpx.AsyncClient]]:
    """A roof that was quoted, five percent less that were asked for, and a client with the staff key."""
    async with house_of(database_url, tmp_path, tenant="roofing", engine=spoken_at("roofing")) as house:
        talk = await begin(house, "roofing", "web")
        await talk.play("quote for 2000 sq ft architectural shingles", "can you do 5% off?")

        @asynccontextmanager
        async def same() -> AsyncIterator[House]:
            yield house

        app = create_app(same, worker=False)
        staff = {"X-Staff-Key": kept_key(house.settings.data_dir / "staff.key")}
        transport = httpx.ASGITransport(app=app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://test", headers=staff) as client,
        ):
            yield talk, client


async def _waiting(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get(PATH, params=TENANT)).json()["approvals"]
    return found


async def test_what_waits_is_listed_decided_and_told(asked: Any) -> None:
    talk, client = asked
    (row,) = await _waiting(client)
    assert (row["off_bp"], row["total"], row["off"]) == (500, 1378000, 68900)
    answer = await client.post(f"{PATH}/{row['id']}", params=TENANT, json={"approved": True, "by": "Dana"})
    assert (answer.status_code, answer.json()["status"]) == (200, "approved")
    assert await _waiting(client) == []
    _, messages = await talk.house.inbox.view("roofing", talk.conversation)
    assert "$13,091" in messages[-1]["content"]


async def test_nobody_decides_without_the_staff_key(asked: Any) -> None:
    _, client = asked
    (row,) = await _waiting(client)
    client.headers["X-Staff-Key"] = "guessed"
    assert (await client.get(PATH, params=TENANT)).status_code == 401
    answer = await client.post(f"{PATH}/{row['id']}", params=TENANT, json={"approved": True, "by": "me"})
    assert answer.status_code == 401


async def test_an_approval_that_does_not_exist_is_told_as_a_problem(asked: Any) -> None:
    _, client = asked
    answer = await client.post(f"{PATH}/{uuid4()}", params=TENANT, json={"approved": True, "by": "Dana"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_a_price_list_that_the_pack_lacks_is_refused_by_name(asked: Any) -> None:
    talk, client = asked
    answer = await client.put(
        f"/api/v5/sales/contacts/{talk.contact}/price-list", params=TENANT, json={"price_list": "friends"}
    )
    assert answer.status_code == 422
    assert "'friends' is not in pack roofing" in answer.json()["detail"]
