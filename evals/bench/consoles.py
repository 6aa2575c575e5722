"""``parley bench consoles``: how soon an open console shows what a customer wrote, with many consoles and much traffic.

The server and the consoles share one process and its processor, and speak over real sockets; the customers' messages
come in conversations that people hold, so that the desk alone is measured and no turn runs beside it.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import orjson
import uvicorn

from commerce.accounts import passwords, repository
from commerce.accounts.sessions import open_session
from evals.bench.database import scratch_settings
from evals.bench.growth import Say
from evals.bench.repository import hold_some, make_conversations
from evals.bench.systems import TENANT
from evals.bench.turn import admit
from evals.retrieval.grade import percentile
from kit.settings import Settings
from server.app import create_app
from server.console.access import COOKIE
from server.wiring import House, open_house

PASSWORD = "benchmark of many consoles"
PATIENCE_S = 10.0
"""How long a console may take to connect."""


class Console:
    """One open browser: follows the desk, and shows the messages of the conversation that it has open."""

    def __init__(self, client: httpx.AsyncClient, opened: UUID) -> None:
        self.client, self.opened = client, str(opened)
        self.listed: dict[tuple[str, int], float] = {}
        self.shown: dict[tuple[str, int], float] = {}
        self.ready = asyncio.Event()

    async def follow(self) -> None:
        name = ""
        async with self.client.stream("GET", "/console/api/events") as stream:
            async for line in stream.aiter_lines():
                if line.startswith("event:"):
                    name = line[6:].strip()
                elif line.startswith("data:"):
                    self._hear(name, orjson.loads(line[5:]))

    def _hear(self, name: str, data: dict[str, Any]) -> None:
        if name == "hello":
            self.ready.set()
        elif name == "conversation_updated":
            for seq in range(4, data["seq"] + 1):
                self.listed.setdefault((data["id"], seq), time.perf_counter())
        elif name == "new_message" and data["conversation"] == self.opened:
            self.shown.setdefault((self.opened, data["message"]["seq"]), time.perf_counter())


async def bench_consoles(settings: Settings, consoles: int, rate: float, seconds: float, say: Say) -> dict[str, Any]:
    """``{"consoles", "conversations", "messages", "list": {"ms_p50", "ms_p95", "lost"}, "open": {…}}``."""
    async with scratch_settings(settings) as scratch, open_house(scratch, only=[]) as house:
        await admit(house, "fixed")
        await make_conversations(house, 5000, say)
        talks = await _held(house, consoles)
        async with _serving(house) as address, AsyncExitStack() as stack:
            opened = [await _open(house, address, n, talk, stack) for n, talk in enumerate(talks)]
            say(f"{consoles} consoles are open")
            sent = await _traffic(house, talks, rate, seconds)
            await asyncio.sleep(1.0)
    listed = [(mark, each.listed.get(key)) for key, mark in sent.items() for each in opened]
    shown = [(mark, each.shown.get(key)) for key, mark in sent.items() for each in opened if each.opened == key[0]]
    return {
        "consoles": consoles, "conversations": 5000, "messages": len(sent),
        "list": _marks(listed), "open": _marks(shown),
    }  # fmt: skip


async def _held(house: House, consoles: int) -> list[UUID]:
    async with house.store.unit(TENANT) as unit:
        held = await hold_some(unit, consoles)
        hash = passwords.hashed(PASSWORD)
        for n in range(consoles):
            await repository.add(
                unit, house.ids.new(), f"agent-{n}@bench.example", f"Agent {n}", "agent", hash, None, house.clock.now()
            )
    return held


@asynccontextmanager
async def _serving(house: House) -> AsyncIterator[str]:
    @asynccontextmanager
    async def opened() -> AsyncIterator[House]:
        yield house

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = create_app(opened, worker=False)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        task = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await task


async def _open(house: House, address: str, number: int, talk: UUID, stack: AsyncExitStack) -> Console:
    """A console whose agent is signed in by a session of the database: a hundred passwords would take a minute."""
    client = await stack.enter_async_context(httpx.AsyncClient(base_url=address, timeout=None))
    async with house.store.unit(TENANT) as unit:
        row = await repository.by_email(unit, f"agent-{number}@bench.example")
        assert row is not None
        token = await open_session(unit, house.ids.new(), row["id"], house.clock.now(), factor=False)
    client.cookies.set(COOKIE, f"{TENANT}:{token}", path="/console")
    console = Console(client, talk)
    task = asyncio.create_task(console.follow())
    stack.callback(task.cancel)
    await asyncio.wait_for(console.ready.wait(), PATIENCE_S)
    return console


async def _traffic(house: House, talks: list[UUID], rate: float, seconds: float) -> dict[tuple[str, int], float]:
    """When each message was accepted, by conversation and number."""
    sent: dict[tuple[str, int], float] = {}
    began = time.perf_counter()
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + n / rate - time.perf_counter()))
        talk, at = talks[n % len(talks)], time.perf_counter()
        arrival = await house.inbox.keep(TENANT, talk, f"bench-{n}", "¿Sigue disponible?")
        sent[str(talk), arrival.seq] = at
    return sent


def _marks(pairs: list[tuple[float, float | None]]) -> dict[str, float]:
    times = sorted((there - mark) * 1000 for mark, there in pairs if there is not None)
    return {
        "ms_p50": round(percentile(times, 0.5), 1), "ms_p95": round(percentile(times, 0.95), 1),
        "lost": len(pairs) - len(times),
    }  # fmt: skip
