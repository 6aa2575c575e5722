"""A customer's page without a browser: a running application, sessions, messages, problems."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from server.app import create_app
from server.wiring import House

BASE = "/api/v5/sales"
TENANT = "colombiatic"
ADDRESS = "203.0.113.7"
"""Of a caller from outside; this machine's own are not limited."""


@asynccontextmanager
async def client_of(
    open_house: Callable[[], AbstractAsyncContextManager[House]], address: str = ADDRESS
) -> AsyncIterator[tuple[httpx.AsyncClient, FastAPI]]:
    app = create_app(open_house, worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app, raise_app_exceptions=False, client=(address, 4711))
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.example") as client:
            yield client, app


async def begin(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    headers = more.pop("headers", {})
    answer = await client.post(f"{BASE}/start-session", json={"tenant": TENANT, **more}, headers=headers)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def authorized(session: dict[str, Any], **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['token']}", **more}


async def say(
    client: httpx.AsyncClient, session: dict[str, Any], text: str, message: str = "m1", **more: Any
) -> httpx.Response:
    headers = authorized(session, **more.pop("headers", {}))
    body = {"session_id": session["session_id"], "message_id": message, "text": text, **more}
    return await client.post(f"{BASE}/process-message", json=body, headers=headers)


async def ask(client: httpx.AsyncClient, session: dict[str, Any], path: str, body: Any, **more: str) -> httpx.Response:
    address = f"{BASE}/session/{session['session_id']}/{path}"
    return await client.post(address, json=body, headers=authorized(session, **more))


def problem(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["detail"])
