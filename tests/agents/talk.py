"""A customer who talks with a business: the real engine, a real database, a clock that a test moves."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from agents.state import Pending, State
from commerce.packs.load import load
from commerce.packs.model import Pack
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.settings import ROOT, Settings
from language.port import Engine
from server.due import let_pass
from server.full import turn_object
from server.language import engine_for
from server.wiring import House
from tests.houses import house_of

SHARED = Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}"
"""What one run has learnt is there for the next."""


@lru_cache(maxsize=3)
def pack_of(business: str) -> Pack:
    return load(ROOT / "packs", business, SHARED / "cache")


@lru_cache(maxsize=3)
def spoken_at(business: str) -> Engine:
    """The engine that is shipped, trained once."""
    return engine_for(pack_of(business), Settings(data_dir=SHARED, engine="embedded"))


@dataclass
class Talk:
    """One customer's conversation with a business, a tenant that no other test has."""

    house: House
    tenant: str
    conversation: UUID
    contact: UUID
    visitor: str
    channel: str
    _said: int = 0
    _state: State | None = None

    async def say(self, text: str, choice: str | None = None) -> dict[str, Any]:
        """The turn that answers ``text``. Whatever it says is proven, and it asks one question at the most."""
        self._said += 1
        message = f"m{self._said}"
        answer = await self.house.inbox.receive(self.tenant, self.conversation, message, text, choice=choice)
        assert answer.done is not None, answer
        self._state = answer.done.state
        turn = turn_object(answer.done, text)
        assert turn["reply"]
        assert (turn["verdict"], turn["unproven"]) == ("proven", [])
        assert turn["reply"].count("?") <= 1, turn["reply"]
        return turn

    async def play(self, *texts: str) -> dict[str, Any]:
        """The last of the turns that answer ``texts``."""
        return [await self.say(text) for text in texts][-1]

    async def rows(self, query: str, *params: Any) -> list[dict[str, Any]]:
        async with self.house.store.unit(self.tenant) as unit:
            return await unit.rows(query, params)

    async def change(self, query: str, *params: Any) -> None:
        async with self.house.store.unit(self.tenant) as unit:
            await unit.run(query, params)

    async def to_the_confirmation(self, when: str = "el miércoles a las 3 de la tarde") -> dict[str, Any]:
        """A demo is asked for and everything is told; only the yes is missing."""
        turn = await self.play(f"quiero agendar una demo {when}", "Ana Ruiz, ana@ruiz.co")
        assert turn["pending"]["kind"] == "appointment.book"
        return turn

    async def booked(self) -> list[datetime]:
        """When this customer has appointments."""
        query = "SELECT starts_at FROM appointments WHERE conversation_id = %s AND status = 'booked' ORDER BY 1"
        return [row["starts_at"] for row in await self.rows(query, self.conversation)]

    async def another(self) -> "Talk":
        """Another customer of the same business."""
        return await begin(self.house, self.tenant, self.channel)

    async def back(self) -> "Talk":
        """The same customer in a new conversation."""
        return await begin(self.house, self.tenant, self.channel, self.visitor)

    async def silence(self, **span: float) -> list[dict[str, Any]]:
        """The turns that the customer's silence leads to, until that much time has passed."""
        assert isinstance(self.house.clock, StillClock)
        answers = await let_pass(self.house, self.house.clock, self.tenant, timedelta(**span))
        done = [answer.done for answer in answers if answer.done]
        self._state = done[-1].state if done else self._state
        return [turn_object(each, "") for each in done]

    def later(self, **span: float) -> None:
        assert isinstance(self.house.clock, StillClock)
        self.house.clock.move(timedelta(**span))

    @property
    def state(self) -> State:
        """What the conversation remembers, and what the last turn gathered."""
        assert self._state is not None
        return self._state

    @property
    def asked(self) -> str | None:
        """What the open question asks for."""
        question = self.state.get("question")
        return question["slot"] if question else None

    @property
    def lead(self) -> str | None:
        """The agent that led the last turn."""
        return self.state.get("lead")

    @property
    def register(self) -> str | None:
        """How the customer is addressed in Spanish."""
        return self.state.get("register")

    @property
    def pending(self) -> Pending | None:
        """What waits for a yes."""
        return self.state.get("pending")


class Talks(Protocol):
    """Begins the first conversation with a business."""

    async def __call__(self, business: str = "colombiatic", channel: str = "web") -> Talk: ...


async def begin(house: House, tenant: str, channel: str, visitor: str | None = None) -> Talk:
    who = visitor or str(house.ids.new())
    started = await house.inbox.start(tenant, Opening(channel=channel, external_id=who))
    return Talk(house, tenant, started.conversation, started.contact, who, channel)


def kinds(turn: dict[str, Any]) -> set[str]:
    """What the reply does."""
    return {act["kind"] for act in turn["acts"]}


def offered(turn: dict[str, Any]) -> list[datetime]:
    """The times that the reply shows to choose from."""
    slots = [block for block in turn["blocks"] if block["kind"] == "slots"]
    return [datetime.fromisoformat(item["starts_at"]) for block in slots for item in block["items"]]


def at(text: str) -> datetime:
    """``2026-11-25 15:00``, as a clock in Bogotá or Detroit shows it in November."""
    return datetime.fromisoformat(f"{text}-05:00")


@asynccontextmanager
async def talk_at(url: str, folder: Path, business: str, channel: str, test: str) -> AsyncIterator[Talk]:
    """A conversation with a tenant made of the business's pack and named after the test."""
    pack, tenant = pack_of(business), f"{business}-{sha256(test.encode()).hexdigest()[:12]}"
    own = pack.model_copy(update={"file": pack.file.model_copy(update={"id": tenant})})
    async with house_of(url, folder, engine=spoken_at(business), pack=own, seed=tenant) as house:
        yield await begin(house, tenant, channel)
