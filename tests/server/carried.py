"""A house whose customers write text messages: Twilio's webhooks come in over HTTP, its API takes what leaves."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from asgi_lifespan import LifespanManager
from pydantic import SecretStr

from kit.settings import Settings
from language.port import Engine
from server.app import create_app
from server.connecting import keep_keys
from server.deliveries import Deliveries, DeliveryError
from server.webhooks.work import WebhookWork
from server.wiring import House
from tests.contracts.carriers import ACCOUNT, TOKEN, Twilio
from tests.houses import house_of
from tools.channels.twilio.signature import sign

PUBLIC = "https://parley.example"
BETO = "+524425550100"
LINE = "+524425550110"


class Carried:
    """``server`` is Parley's interface; ``work`` does what the worker would."""

    def __init__(self, house: House, tenant: str, server: httpx.AsyncClient) -> None:
        self.house = house
        self.tenant = tenant
        self.server = server
        self.webhooks = WebhookWork(house)
        self.deliveries = Deliveries(house)

    async def work(self) -> list[str]:
        """Takes in, answers and sends until nothing is left to do; why the deliveries failed that did."""
        while await self.webhooks.work(self.tenant):
            pass
        await self.webhooks.settled()
        failed = []
        for row in await self.rows("SELECT id FROM outbox WHERE status = 'waiting' ORDER BY created_at, id"):
            try:
                await self.deliveries.deliver(self.tenant, row["id"])
            except DeliveryError as error:
                failed.append(str(error))
        return failed

    async def rows(self, statement: Any, params: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
        async with self.house.store.unit(self.tenant) as unit:
            return await unit.rows(statement, params)

    async def one(self, statement: Any, params: tuple[Any, ...] = ()) -> dict[str, Any]:
        [row] = await self.rows(statement, params)
        return row


class Texting(Carried):
    def __init__(self, house: House, tenant: str, server: httpx.AsyncClient) -> None:
        super().__init__(house, tenant, server)
        self.twilio = Twilio()
        self._count = itertools.count(1)

    async def customer(self, text: str, **more: str) -> None:
        """A customer writes, and everything that follows from it happens."""
        sid = f"SM{next(self._count):032d}"
        form = {"MessageSid": sid, "AccountSid": ACCOUNT, "From": BETO, "To": LINE, "Body": text, "NumMedia": "0"}
        answer = await self.post({**form, **more})
        assert answer.status_code == 200, answer.text
        await self.work()

    async def post(self, form: dict[str, str], query: str = "", token: str = TOKEN) -> httpx.Response:
        path = f"/api/chat/sms/{self.tenant}{query}"
        signature = sign(f"{PUBLIC}{path}", list(form.items()), token)
        return await self.server.post(path, data=form, headers={"X-Twilio-Signature": signature})

    def shown(self) -> list[str]:
        return [form["Body"] for form in self.twilio.sent]


@asynccontextmanager
async def served(
    database_url: str, folder: Path, tenant: str, engine: Engine | None, **settings: Any
) -> AsyncIterator[tuple[House, httpx.AsyncClient]]:
    """The house with its settings changed, and a client of its interface."""
    async with house_of(database_url, folder, tenant=tenant, engine=engine) as house:
        house.settings = _changed(house.settings, settings)

        @asynccontextmanager
        async def same() -> AsyncIterator[House]:
            yield house

        app = create_app(same, worker=False)
        async with (
            LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as running,
            httpx.AsyncClient(transport=httpx.ASGITransport(running.app), base_url="http://parley.test") as client,
        ):
            yield house, client


def _changed(settings: Settings, changes: dict[str, Any]) -> Settings:
    return settings.model_copy(update={"public_url": PUBLIC, "secret_key": SecretStr("test"), **changes})


@asynccontextmanager
async def texting(
    database_url: str, folder: Path, tenant: str = "autoparts", engine: Engine | None = None
) -> AsyncIterator[Texting]:
    async with served(database_url, folder, tenant, engine) as (house, client):
        rig = Texting(house, tenant, client)
        await house.http.aclose()
        house.http = rig.twilio.client()
        await keep_keys(house, tenant, "twilio", {"account_sid": ACCOUNT, "auth_token": TOKEN})
        yield rig
