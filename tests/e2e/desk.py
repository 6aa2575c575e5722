"""A server in this process whose clock the test moves, with people who sign in to its console."""

import asyncio
import socket
import time
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeVar
from uuid import UUID

import uvicorn
from playwright.sync_api import Browser, Page, expect

from commerce.accounts import passwords, repository
from commerce.accounts.model import Role
from evals.bench.engine import ConstantEngine
from graphs.inbox import Opening
from kit.clock import StillClock
from language.port import Act, Engine, Voice
from server.app import create_app
from server.wiring import House
from server.worker import sweep_desk
from tests.houses import house_of

TENANT = "colombiatic"
PASSWORD = "una clave bastante larga"
PATIENCE_MS = 30_000
_HASH = passwords.hashed(PASSWORD)
T = TypeVar("T")


class HeldEngine(ConstantEngine):
    """Writes its reply only when it is let go."""

    def __init__(self) -> None:
        self.writing, self.go = Event(), Event()
        self.go.set()

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        self.writing.set()
        while not self.go.is_set():
            await asyncio.sleep(0.01)
        return await super().write(acts, voice)


class DeskSite:
    """What a test does beside the browser; every call runs in the server's own loop."""

    def __init__(self, house: House, loop: asyncio.AbstractEventLoop, address: str) -> None:
        self.house, self.loop, self.address = house, loop, address

    def call(self, does: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(does, self.loop).result(60)

    def begin(self, does: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(does, self.loop)

    def hire(self, email: str, role: Role = "agent", branch: str | None = None) -> UUID:
        return self.call(self._hire(email, role, branch))

    def talk(self, *texts: str, **columns: Any) -> UUID:
        return self.call(self._talk(texts, columns))

    def hear(self, conversation: UUID, text: str, id: str) -> Coroutine[Any, Any, Any]:
        return self.house.inbox.receive(TENANT, conversation, id, text)

    def texts(self, conversation: UUID) -> list[tuple[str, str]]:
        _, rows = self.call(self.house.inbox.view(TENANT, conversation))
        return [(row["sender_type"], row["content"]) for row in rows]

    def owner(self, conversation: UUID) -> str:
        row, _ = self.call(self.house.inbox.view(TENANT, conversation))
        return str(row["owner"])

    def pass_time(self, span: timedelta) -> None:
        """Moves the clock and lets the worker look round, as it does every few seconds."""
        assert isinstance(self.house.clock, StillClock)
        self.house.clock.move(span)
        self.call(sweep_desk(self.house, TENANT))

    async def _hire(self, email: str, role: Role, branch: str | None) -> UUID:
        id, name = self.house.ids.new(), email.partition("@")[0].title()
        async with self.house.store.unit(TENANT) as unit:
            await repository.add(unit, id, email, name, role, _HASH, branch, self.house.clock.now())
        return id

    async def _talk(self, texts: Sequence[str], columns: dict[str, Any]) -> UUID:
        id = (await self.house.inbox.start(TENANT, Opening())).conversation
        for number, text in enumerate(texts):
            await self.house.inbox.receive(TENANT, id, f"m{number}", text)
        async with self.house.store.unit(TENANT) as unit:
            for name, value in columns.items():
                await unit.run(f"UPDATE conversations SET {name} = %s WHERE id = %s", (value, id))  # noqa: S608
        return id


@contextmanager
def desk_site(database_url: str, folder: Path, engine: Engine | None = None) -> Iterator[DeskSite]:
    """A running server; without an engine it reads and says the same each time."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(lambda: house_of(database_url, folder, engine=engine), worker=False)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        loops: list[asyncio.AbstractEventLoop] = []

        async def serve() -> None:
            loops.append(asyncio.get_running_loop())
            await server.serve(sockets=[listening])

        thread = Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server stopped before it was ready"
                time.sleep(0.02)
            yield DeskSite(app.state.house, loops[0], address)
        finally:
            server.should_exit = True
            thread.join()


def sign_in(browser: Browser, site: DeskSite, email: str, locale: str = "es-CO", **more: Any) -> Page:
    """A browser of their own with the console open."""
    options = {"viewport": {"width": 1360, "height": 860}, "timezone_id": "America/Bogota", **more}
    page = browser.new_context(locale=locale, **options).new_page()
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    page.goto(f"{site.address}/console")
    page.locator("#business").select_option(TENANT)
    page.locator("#email").fill(email)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator(".live")).to_have_attribute("data-connected", "yes")
    return page


def open_line(page: Page, conversation: UUID) -> None:
    page.locator(f'.line[data-id="{conversation}"]').click()
    expect(page.locator(".bar .who")).to_be_visible()
