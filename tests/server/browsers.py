"""People in front of the endpoints of the console, each with a browser of their own, on a clock that the test moves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pyotp
from fastapi import FastAPI

from commerce.accounts import passwords, repository
from commerce.accounts.model import Role
from graphs.inbox import Opening
from kit.clock import StillClock
from server.console.access import CSRF
from server.wiring import House

TENANT = "colombiatic"
PASSWORD = "una clave bastante larga"
_HASH = passwords.hashed(PASSWORD)


class Agent:
    """A browser with somebody in front of it."""

    def __init__(self, client: httpx.AsyncClient, tenant: str = TENANT) -> None:
        self.client = client
        self.tenant = tenant
        self.secret: str | None = None

    async def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> httpx.Response:
        body = {"tenant": self.tenant, "email": email, "password": password, **more}
        answer = await self.client.post("/console/api/sign-in", json=body)
        if answer.status_code == 200:
            self.client.headers[CSRF] = answer.json()["csrf"]
        return answer

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.client.get(f"/console/api{path}", params=params)

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.client.post(f"/console/api{path}", json=body)

    async def delete(self, path: str) -> httpx.Response:
        return await self.client.delete(f"/console/api{path}")

    async def put(self, path: str, **body: Any) -> httpx.Response:
        return await self.client.put(f"/console/api{path}", json=body)


class Site:
    def __init__(self, served: Any, app: FastAPI) -> None:
        """``served`` is ``app`` with its house open."""
        self.served = served
        self.app = app
        self.house: House = app.state.house
        self.tenant = TENANT

    def browser(self) -> Agent:
        transport = httpx.ASGITransport(self.served, raise_app_exceptions=False)
        return Agent(httpx.AsyncClient(transport=transport, base_url="http://test"), self.tenant)

    async def hire(self, email: str, role: Role = "agent", branch: str | None = None) -> UUID:
        id = self.house.ids.new()
        async with self.house.store.unit(self.tenant) as unit:
            name = email.partition("@")[0].title()
            await repository.add(unit, id, email, name, role, _HASH, branch, self.house.clock.now())
        return id

    async def agent(self, email: str, role: Role = "agent", branch: str | None = None) -> Agent:
        await self.hire(email, role, branch)
        browser = self.browser()
        assert (await browser.sign_in(email)).status_code == 200
        return browser

    async def talk(self, text: str = "hola", **columns: str) -> UUID:
        id = (await self.house.inbox.start(TENANT, Opening())).conversation
        await self.house.inbox.receive(TENANT, id, "m1", text)
        async with self.house.store.unit(TENANT) as unit:
            for name, value in columns.items():
                await unit.run(f"UPDATE conversations SET {name} = %s WHERE id = %s", (value, id))  # noqa: S608
        return id

    async def proven(self, email: str, role: Role = "admin", branch: str | None = None) -> Agent:
        """Somebody who has just shown the second factor that they have set up."""
        agent = await self.agent(email, role, branch)
        await self.show_factor(agent)
        return agent

    async def show_factor(self, agent: Agent) -> None:
        if agent.secret is None:
            agent.secret = (await agent.post("/factor", password=PASSWORD)).json()["secret"]
        code = pyotp.TOTP(agent.secret).at(self.house.clock.now())
        assert (await agent.post("/factor/confirm", code=code)).status_code == 200

    def wait(self, **by: float) -> None:
        assert isinstance(self.house.clock, StillClock)
        self.house.clock.move(timedelta(**by))
