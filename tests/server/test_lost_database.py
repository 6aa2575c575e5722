"""The database goes away and comes back: customers are told so, nothing is half written, work goes on by itself."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from asgi_lifespan import LifespanManager
from psycopg import sql

import server.wiring
import server.worker
from commerce.packs.load import load
from evals.bench.engine import ConstantEngine
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.errors import UnavailableError
from kit.settings import ROOT, Settings
from language.port import ReadContext, Reading
from server.app import create_app
from server.wiring import House, open_house
from server.worker import working
from store.outbox import Effect, enqueue
from store.unit import Store
from tests.houses import MONDAY, house_of
from tests.store.servers import data_folder, parent, postmaster

BASE = "/api/v5/sales"
TENANT = "colombiatic"
PATIENCE_S = 30


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits as short as a test's."""
    monkeypatch.setattr(server.wiring, "Store", partial(Store, timeout_s=1.0))
    monkeypatch.setattr(server.worker, "SWEEP_EVERY_S", 0.05)
    monkeypatch.setattr(server.worker, "PAUSE_S", 0.05)


class Database:
    """The database of a test, which can be taken away and given back."""

    def __init__(self, admin: str, url: str) -> None:
        self._admin = admin
        self.url = url
        self._name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]

    def take_away(self) -> None:
        with psycopg.connect(self._admin, autocommit=True) as admin:
            self._allow(admin, "false")
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (self._name,))

    def give_back(self) -> None:
        with psycopg.connect(self._admin, autocommit=True) as admin:
            self._allow(admin, "true")

    def rows(self, table: str) -> int:
        with psycopg.connect(self.url) as reader:
            found = reader.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*table.split(".")))
            ).fetchone()
        assert found is not None
        return int(found[0])

    def _allow(self, admin: psycopg.Connection[Any], allowed: str) -> None:
        place = sql.Identifier(str(self._name))
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(place, sql.SQL(allowed)))


class GatedEngine(ConstantEngine):
    """Waits in the middle of a turn until the test lets it go on."""

    def __init__(self) -> None:
        self.reading = asyncio.Event()
        self.go_on = asyncio.Event()

    async def read(self, message: str, context: ReadContext) -> Reading:
        self.reading.set()
        await self.go_on.wait()
        return await super().read(message, context)


@pytest.fixture
def database(server_url: str, database_url: str) -> Database:
    return Database(server_url, database_url)


@asynccontextmanager
async def customer_of(
    database: Database, folder: Path, engine: ConstantEngine | None = None
) -> AsyncIterator[tuple[httpx.AsyncClient, dict[str, Any]]]:
    """A customer's page with its session."""
    app = create_app(lambda: house_of(database.url, folder, engine=engine), worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            session = (await client.post(f"{BASE}/start-session", json={"tenant": TENANT})).json()
            yield client, session


async def say(client: httpx.AsyncClient, session: dict[str, Any], message_id: str) -> httpx.Response:
    body = {"session_id": session["session_id"], "message_id": message_id, "text": "¿Hasta qué hora atienden?"}
    headers = {"Authorization": f"Bearer {session['token']}"}
    return await client.post(f"{BASE}/process-message", json=body, headers=headers)


async def said_at_last(client: httpx.AsyncClient, session: dict[str, Any], message_id: str) -> dict[str, Any]:
    """As a customer's page does: the same message with the same id until there is an answer."""
    async with asyncio.timeout(PATIENCE_S):
        while (answer := await say(client, session, message_id)).status_code != 200:
            assert_is_away(answer)
    return dict(answer.json())


def assert_is_away(answer: httpx.Response) -> None:
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "The database cannot be reached"


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not await condition():
            await asyncio.sleep(0.02)


async def test_a_message_that_finds_no_database_is_refused_and_answered_once_when_it_is_back(
    database: Database, tmp_path: Path
) -> None:
    async with customer_of(database, tmp_path) as (client, session):
        assert (await say(client, session, "m1")).status_code == 200
        database.take_away()
        assert_is_away(await say(client, session, "m2"))
        assert_is_away(await say(client, session, "m2"))
        database.give_back()
        answer = await said_at_last(client, session, "m2")
        assert answer == await said_at_last(client, session, "m2")
    assert answer["turn_id"] == 2
    assert database.rows("turns") == 2
    assert database.rows("messages") == 5


async def test_a_turn_whose_database_goes_away_leaves_nothing_half_written(database: Database, tmp_path: Path) -> None:
    engine = GatedEngine()
    async with customer_of(database, tmp_path, engine) as (client, session):
        waiting = asyncio.create_task(say(client, session, "m1"))
        await engine.reading.wait()
        database.take_away()
        engine.go_on.set()
        assert_is_away(await waiting)
        database.give_back()
        assert [database.rows(table) for table in ("messages", "turns", "checkpoints", "facts")] == [2, 0, 0, 0]
        assert (await said_at_last(client, session, "m1"))["turn_id"] == 1
    assert [database.rows(table) for table in ("messages", "turns", "checkpoints")] == [3, 1, 1]


async def test_a_server_without_its_database_is_alive_and_not_ready(database: Database, tmp_path: Path) -> None:
    async with customer_of(database, tmp_path) as (client, _):
        database.take_away()
        ready = await client.get("/health/ready")
        assert ready.status_code == 503
        assert ready.json()["status"] == "not ready"
        assert (await client.get("/health/live")).status_code == 200
        database.give_back()

        async def is_ready() -> bool:
            return (await client.get("/health/ready")).status_code == 200

        await until(is_ready)


async def test_one_message_at_most_pays_for_connections_that_were_cut(database: Database, tmp_path: Path) -> None:
    async with customer_of(database, tmp_path) as (client, session):
        await asyncio.gather(*(say(client, session, f"before-{number}") for number in range(8)))
        database.take_away()
        database.give_back()
        assert (await say(client, session, "m1")).status_code in {200, 503}
        answers = await asyncio.gather(*(say(client, session, f"after-{number}") for number in range(8)))
        assert {answer.status_code for answer in answers} == {200}


async def test_deliveries_and_the_sweeper_go_on_when_the_database_is_back(database: Database, tmp_path: Path) -> None:
    async with house_of(database.url, tmp_path) as house, working(house):
        conversation = (await house.inbox.start(TENANT, Opening())).conversation

        async def is_working() -> bool:
            return database.rows("jobs.procrastinate_workers") > 0

        async def is_away() -> bool:
            return not await _answers(house)

        await until(is_working)
        database.take_away()
        await until(is_away)
        database.give_back()
        await _leave_work(house, conversation)
        await until(partial(_is_done, house))


async def test_an_embedded_database_whose_keeper_was_killed_is_brought_back(tmp_path: Path) -> None:
    with data_folder() as folder:
        settings = Settings(data_dir=folder, packs_dir=ROOT / "packs", database_url=None)
        async with open_house(settings, only=[]) as house:
            pack = load(settings.packs_dir, TENANT)
            await house.admit(pack.model_copy(update={"documents": pack.documents[:1]}), engine=ConstantEngine())
            conversation = (await house.inbox.start(TENANT, Opening())).conversation
            async with working(house, deliver=False):
                _kill_database_and_keeper(folder / "postgres")
                await until(partial(_takes, house, conversation))


async def _answers(house: House) -> bool:
    try:
        async with house.store.connection() as connection:
            await connection.execute("SELECT 1")
    except UnavailableError:
        return False
    return True


async def _leave_work(house: House, conversation: UUID) -> None:
    """A message whose process died before the turn, and an effect that waits for its delivery."""
    async with house.store.unit(TENANT) as unit:
        await enqueue(unit, conversation, 1, [Effect("calendar.cancel", "key", {"appointment": "a"})], MONDAY)
    await house.inbox.keep(TENANT, conversation, "m1", "hola")
    assert isinstance(house.clock, StillClock)
    house.clock.move(timedelta(seconds=house.settings.sweep_after_s + 1))


async def _is_done(house: House) -> bool:
    async with house.store.unit(TENANT) as unit:
        effects = await unit.rows("SELECT 1 FROM outbox WHERE status = 'done'")
        turns = await unit.rows("SELECT 1 FROM turns")
    return len(effects) == len(turns) == 1


async def _takes(house: House, conversation: UUID) -> bool:
    try:
        return (await house.inbox.receive(TENANT, conversation, "m1", "hola")).turn == 1
    except UnavailableError:
        return False


def _kill_database_and_keeper(home: Path) -> None:
    database = postmaster(home)
    keeper = parent(database)
    os.kill(keeper, signal.SIGKILL)
    os.kill(database, signal.SIGKILL)
