"""A customer on the page of a business, who goes on over WhatsApp."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from commerce.profiles.repository import lay
from kit.clock import StillClock
from tests.server.rigs import Rig
from tests.server.sessions import authorized

BASE = "/api/v5/sales"
BETO = "5214425550999"


class Visitor:
    """A customer on the page."""

    def __init__(self, rig: Rig, session: dict[str, Any]) -> None:
        self.rig, self.session = rig, session
        self.id = UUID(session["session_id"])
        self.count = 0

    async def say(self, text: str) -> dict[str, Any]:
        self.count += 1
        body = {"session_id": str(self.id), "message_id": f"web-{self.count}", "text": text}
        answer = await self.rig.server.post(f"{BASE}/process-message", json=body, headers=authorized(self.session))
        assert answer.status_code == 200, answer.text
        await self.rig.work()
        return dict(answer.json())

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        address = f"{BASE}/session/{self.id}/{path}"
        return await self.rig.server.post(address, json=body or {}, headers=authorized(self.session))

    async def way(self) -> dict[str, Any]:
        answer = await self.post("transfer")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def words(self) -> str:
        """What stands ready in WhatsApp when the link is opened."""
        return str(parse_qs(urlsplit((await self.way())["url"]).query)["text"][0])

    async def view(self) -> dict[str, Any]:
        address = f"{BASE}/session/{self.id}"
        return dict((await self.rig.server.get(address, headers=authorized(self.session))).json())

    async def knows(self, **fields: str) -> None:
        """What the customer has told on the page."""
        entries = {name: {"value": value, "source": "m", "confidence": 1.0, "confirmed": True}
                   for name, value in fields.items()}  # fmt: skip
        async with self.rig.house.store.unit(self.rig.tenant) as unit:
            row = await unit.row("SELECT contact_id FROM conversations WHERE id = %s", (self.id,))
            assert row is not None
            await lay(unit, row["contact_id"], entries, self.rig.house.clock.now())


async def visit(rig: Rig) -> Visitor:
    answer = await rig.server.post(f"{BASE}/start-session", json={"tenant": rig.tenant})
    visitor = Visitor(rig, answer.json())
    await visitor.say("hola, busco balatas")
    return visitor


def later(rig: Rig, span: timedelta) -> None:
    assert isinstance(rig.house.clock, StillClock)
    rig.house.clock.move(span)


async def moved(rig: Rig) -> Visitor:
    visitor = await visit(rig)
    await rig.customer(await visitor.words())
    return visitor


async def codes_kept(rig: Rig) -> list[dict[str, Any]]:
    return await rig.rows("SELECT metadata FROM messages WHERE metadata ? 'transfer' ORDER BY created_at, seq")


async def told_by_person(rig: Rig, visitor: Visitor, text: str) -> None:
    await rig.house.people.take(rig.tenant, visitor.id, "natalia", force=True)
    await rig.house.people.say(rig.tenant, visitor.id, "natalia", text, text)
    await rig.house.people.give_back(rig.tenant, visitor.id, "natalia")
    later(rig, timedelta(seconds=1))
    await rig.deliver()
