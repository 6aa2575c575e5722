"""Two servers and two workers on one database and one Redis serve as one: nothing lost, nothing twice, no gap."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from kit.settings import ROOT
from tests.contracts.test_bus_contract import RedisServer
from tests.server.processes import ParleyProcess, ServerProcess, WorkerProcess, only_pack

BASE = "/api/v5/sales"
TENANT = "colombiatic"
CONVERSATIONS = 8
BOOKING = [
    "Hola, ¿cuánto cuesta el chatbot profesional?",
    "Quiero agendar una reunión",
    "El martes a las 10 de la mañana",
    "Ana Ruiz, ana@ruiz.co",
    "Sí, confirmo",
]
QUESTIONS = [
    "Hola, ¿hasta qué hora atienden?",
    "¿Cuánto cuesta el chatbot profesional?",
    "¿Y qué formas de pago tienen?",
    "Me parece caro",
    "¿Dónde quedan?",
]
SHOWN = 1 + 2 * len(QUESTIONS)
"""Messages of a conversation at its end: the welcome, and each question with its answer."""
REALTIME_S = 8.0
"""In less than the stream takes to look by itself, so that what is shown came over Redis."""


@pytest.fixture
def redis_url() -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        assert "CI" not in os.environ, "redis-server is missing: apt-get install redis-server"
        pytest.skip("redis-server is not installed on this machine (Debian: apt-get install redis-server)")
    folder = Path(tempfile.mkdtemp(prefix="parley-redis-", dir="/tmp"))
    server = RedisServer(program, folder)
    yield server.url
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def servers(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[list[ServerProcess]]:
    """The two servers; two workers run beside them. Each process keeps its files for itself, as on its own machine."""
    packs = only_pack(ROOT / "packs", tmp_path / "packs", TENANT)
    shared = {
        "REDIS_URL": redis_url,
        "PARLEY_WORKER_INSIDE": "false",
        "PARLEY_SECRET_KEY": "a key of both servers, long",
    }
    folders = [tmp_path / name for name in ("a", "b", "c", "d")]
    for folder in folders:
        folder.mkdir()
    serving = [ServerProcess(database_url, folder, packs, **shared) for folder in folders[:2]]
    working = [WorkerProcess(database_url, folder, packs, **shared) for folder in folders[2:]]
    started: list[ParleyProcess] = [*serving, *working]
    try:
        with ThreadPoolExecutor() as starting:
            list(starting.map(lambda process: process.start(), started))
        yield serving
    finally:
        for process in started:
            process.stop()


@dataclass
class Customer:
    """A customer whose page follows the conversation on one server, and whose messages go to both."""

    session: str
    token: str
    lines: list[str]
    seen: list[int] = field(default_factory=list)
    answered: list[Any] = field(default_factory=list)

    async def follow(self, client: httpx.AsyncClient, following: asyncio.Event) -> None:
        """Notes every message that the page is shown, by its number."""
        place = f"{BASE}/session/{self.session}/events"
        async with client.stream("GET", place, params={"token": self.token}, timeout=None) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("id: "):
                    self.seen.append(int(line.removeprefix("id: ")))
                    following.set()

    async def talk(self, clients: list[httpx.AsyncClient], turn: int) -> None:
        """Each message goes to one server and, as from an impatient page, at once to the other."""
        for number, text in enumerate(self.lines):
            first = clients[(turn + number) % 2]
            other = clients[(turn + number + 1) % 2]
            answers = await asyncio.gather(*(self._say(client, f"m{number}", text) for client in (first, other)))
            assert answers[0] == answers[1]
            self.answered.append(answers[0])

    async def _say(self, client: httpx.AsyncClient, message_id: str, text: str) -> Any:
        body = {"session_id": self.session, "message_id": message_id, "text": text}
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = await client.post(f"{BASE}/process-message", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.mark.slow
async def test_two_servers_and_two_workers_serve_as_one(servers: list[ServerProcess], database_url: str) -> None:
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(httpx.AsyncClient(base_url=server.base, timeout=60)) for server in servers
        ]
        customers = [await _arrive(clients[number % 2], number) for number in range(CONVERSATIONS)]
        followers = await _follow_all(clients[0], customers)
        await asyncio.gather(*(customer.talk(clients, number) for number, customer in enumerate(customers)))
        async with asyncio.timeout(REALTIME_S):
            while any(len(customer.seen) < SHOWN for customer in customers):
                await asyncio.sleep(0.02)
        for follower in followers:
            follower.cancel()
        await asyncio.gather(*followers, return_exceptions=True)
    for customer in customers:
        assert customer.seen == list(range(1, SHOWN + 1))
        assert all(answer["replies"] for answer in customer.answered)
        assert [answer["turn_id"] for answer in customer.answered] == [1, 2, 3, 4, 5]
    _every_message_has_one_answer(database_url)
    await _effects_leave_once(database_url)


async def _arrive(client: httpx.AsyncClient, number: int) -> Customer:
    answer = await client.post(f"{BASE}/start-session", json={"tenant": TENANT})
    assert answer.status_code == 200, answer.text
    session = answer.json()
    return Customer(session["session_id"], session["token"], QUESTIONS if number else BOOKING)


async def _follow_all(client: httpx.AsyncClient, customers: list[Customer]) -> list[asyncio.Task[None]]:
    """Every page is open before the first message is sent."""
    open_pages = [asyncio.Event() for _ in customers]
    followers = [
        asyncio.create_task(customer.follow(client, page)) for customer, page in zip(customers, open_pages, strict=True)
    ]
    async with asyncio.timeout(30):
        await asyncio.gather(*(page.wait() for page in open_pages))
    return followers


def _every_message_has_one_answer(database_url: str) -> None:
    with psycopg.connect(database_url) as reader:
        asked = reader.execute("SELECT conversation_id, seq FROM messages WHERE sender_type = 'client'").fetchall()
        turns = reader.execute("SELECT conversation_id, seq, first_seq, last_seq FROM turns").fetchall()
        said = reader.execute("SELECT conversation_id, turn_seq FROM messages WHERE turn_seq IS NOT NULL").fetchall()
    assert len(asked) == len(turns) == len(said) == CONVERSATIONS * len(QUESTIONS)
    for conversation, seq in asked:
        taken = [turn for owner, turn, first, last in turns if owner == conversation and first <= seq <= last]
        assert len(taken) == 1
        assert said.count((conversation, taken[0])) == 1


async def _effects_leave_once(database_url: str) -> None:
    """The booking's mail and calendar entry: each one row, done, in one attempt; their finished jobs are deleted."""
    async with asyncio.timeout(30):
        while {status for _, status, _ in _outbox(database_url)} != {"done"} or _jobs(database_url):
            await asyncio.sleep(0.05)
    assert sorted(_outbox(database_url)) == [("calendar.book", "done", 1), ("email.send", "done", 1)]
    with psycopg.connect(database_url) as reader:
        booked = reader.execute("SELECT status FROM appointments").fetchall()
    assert booked == [("booked",)]


def _jobs(database_url: str) -> int:
    """Jobs that are not finished, or not yet deleted."""
    with psycopg.connect(database_url) as reader:
        return reader.execute("SELECT 1 FROM jobs.procrastinate_jobs").rowcount


def _outbox(database_url: str) -> list[tuple[str, str, int]]:
    with psycopg.connect(database_url) as reader:
        return reader.execute("SELECT effect, status, attempts FROM outbox").fetchall()
