"""A house with WhatsApp connected to the simulated Meta, over HTTP in one process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from commerce.packs.model import Pack
from language.port import Engine
from server.app import create_app
from server.connecting import keep_keys
from server.deliveries import Deliveries, DeliveryError
from server.webhooks.work import WebhookWork
from server.whatsappsim.app import create_sim
from server.whatsappsim.hooks import Hooks
from server.whatsappsim.world import Numbers, World
from server.wiring import House
from tests.houses import house_of

ANA = "5214425550100"
KEYS = {"app_secret": "secret-1", "verify_token": "verify-1", "access_token": "token-1", "waba_id": "9001"}
CALLBACK = "http://parley.test/api/chat/webhook"
META = "http://meta.test"


class Rig:
    """``server`` is Parley's interface, ``sim`` the simulator's; ``work`` does what the worker would."""

    def __init__(self, house: House, tenant: str, server: httpx.AsyncClient, sim: httpx.AsyncClient, app: FastAPI):
        self.house = house
        self.tenant = tenant
        self.server = server
        self.sim = sim
        self.world: World = app.state.world
        self.hooks: Hooks = app.state.hooks
        self.webhooks = WebhookWork(house)
        self.deliveries = Deliveries(house)
        self.line = house.tenant(tenant).pack.file.channels.whatsapp.numbers[0].phone_number_id

    async def customer(self, text: str | None, **more: Any) -> dict[str, Any]:
        """A customer writes, and everything that follows from it happens."""
        said = await self.post("messages", {"customer": ANA, "line": self.line, "text": text, **more})
        await self.work()
        return said

    async def post(self, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        answer = await self.sim.post(f"/sim/{what}", json=body or {})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def work(self) -> None:
        """Takes in what was told, answers it, and sends what is to leave, until nothing is left to do."""
        await self.hooks.settled()
        while await self.webhooks.work(self.tenant):
            pass
        await self.webhooks.settled()
        await self.deliver()
        await self.hooks.settled()
        while await self.webhooks.work(self.tenant):
            pass

    async def deliver(self) -> list[str]:
        """Tries every effect that waits, once; why those failed that did."""
        failed = []
        for row in await self.rows("SELECT id FROM outbox WHERE status = 'waiting' ORDER BY created_at, id"):
            try:
                await self.deliveries.deliver(self.tenant, row["id"])
            except DeliveryError as error:
                failed.append(str(error))
        return failed

    def shown(self, customer: str = ANA) -> list[dict[str, Any]]:
        """What the business's messages on the telephone are, as they were sent."""
        return [entry.payload for entry in self.world.entries if not entry.mine and entry.customer == customer]

    async def rows(self, statement: Any, params: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        async with self.house.store.unit(self.tenant) as unit:
            return await unit.rows(statement, params)

    async def one(self, statement: Any, params: tuple[Any, ...] = ()) -> dict[str, Any]:
        [row] = await self.rows(statement, params)
        return row

    async def conversation(self) -> UUID:
        found: UUID = (await self.one("SELECT id FROM conversations"))["id"]
        return found


@asynccontextmanager
async def rig_of(
    database_url: str, folder: Path, *, tenant: str = "autoparts", engine: Engine | None = None,
    pack: Pack | None = None,
) -> AsyncIterator[Rig]:  # fmt: skip
    async with house_of(database_url, folder, tenant=tenant, engine=engine, pack=pack) as house:
        numbers = house.tenant(tenant).pack.file.channels.whatsapp.numbers
        lines = {each.phone_number_id: each.display for each in numbers}
        own = Numbers(KEYS["waba_id"], lines, KEYS["app_secret"], KEYS["access_token"], KEYS["verify_token"])

        @asynccontextmanager
        async def same() -> AsyncIterator[House]:
            yield house

        app = create_app(same, worker=False)
        async with (
            LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as served,
            _client(served.app, "http://parley.test") as server,
        ):
            sim_app = create_sim(own, CALLBACK, house.clock, server)
            async with (
                LifespanManager(sim_app, startup_timeout=60, shutdown_timeout=60) as playing,
                _client(playing.app, META) as sim,
            ):
                await house.http.aclose()
                house.http = sim
                house.settings = house.settings.model_copy(update={"whatsapp_base_url": META})
                await keep_keys(house, tenant, "whatsapp", KEYS)
                yield Rig(house, tenant, server, sim, sim_app)


def _client(app: Any, base: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base)
