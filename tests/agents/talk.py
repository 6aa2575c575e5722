"""A customer who talks with a business: the real engine, a real database, a clock that a test moves."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from agents.state import Pending, State
from commerce.packs.load import load
from commerce.packs.model import Pack
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.settings import ROOT, Settings
from language.port import Engine
from server.full import turn_object
from server.language import engine_for
from server.wiring import House
from tests.houses import house_of

SHARED = Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}"
"""What one test has learnt is there for the others, in this run and in the next."""


@lru_cache(maxsize=3)
def pack_of(tenant: str) -> Pack:
    return load(ROOT / "packs", tenant, SHARED / "cache")


@lru_cache(maxsize=3)
def spoken_by(tenant: str) -> Engine:
    """The engine that is shipped, trained once for the machine."""
    return engine_for(pack_of(tenant), Settings(data_dir=SHARED, engine="embedded"))


@dataclass
class Talk:
    """One customer's conversation."""

    house: House
    tenant: str
    conversation: UUID
    contact: UUID
    channel: str
    said: int = 0
    _state: State | None = None

    async def say(self, text: str) -> dict[str, Any]:
        """The whole turn that answers ``text``; whatever it is, it is proven and asks one question at the most."""
        self.said += 1
        answer = await self.house.inbox.receive(self.tenant, self.conversation, f"m{self.said}", text)
        assert answer.done is not None
        self._state = answer.done.state
        turn = turn_object(answer.done, text)
        assert turn["verdict"] == "proven", turn["unproven"]
        assert turn["model_calls"] == 0
        assert len([act for act in turn["acts"] if act["kind"] == "ask"]) <= 1
        return turn

    async def play(self, *texts: str) -> dict[str, Any]:
        """The last of the turns that answer ``texts``, one after the other."""
        turns = [await self.say(text) for text in texts]
        return turns[-1]

    async def rows(self, query: str, *params: Any) -> list[dict[str, Any]]:
        async with self.house.store.unit(self.tenant) as unit:
            return await unit.rows(query, params)

    async def another(self) -> "Talk":
        """Another customer of the same business."""
        return await talk_in(self.house, self.tenant, self.channel)

    async def again(self) -> "Talk":
        """The same customer in a new conversation."""

        raise NotImplementedError

    @property
    def state(self) -> State:
        """What the conversation remembers after the last turn, and what that turn gathered."""
        assert self._state is not None
        return self._state

    @property
    def question(self) -> str | None:
        """The slot that the open question asks for."""
        question = self.state.get("question")
        return question["slot"] if question else None

    @property
    def waiting(self) -> Pending:
        """The action that waits for a yes."""
        pending = self.state.get("pending")
        assert pending is not None
        return pending

    def later(self, **span: float) -> None:
        assert isinstance(self.house.clock, StillClock)
        self.house.clock.move(timedelta(**span))


async def talk_in(house: House, tenant: str, channel: str = "web") -> Talk:
    started = await house.inbox.start(tenant, Opening(channel=channel))
    return Talk(house, tenant, started.conversation, started.contact, channel)


@asynccontextmanager
async def talk_to(database_url: str, folder: Path, tenant: str, channel: str = "web") -> AsyncIterator[Talk]:
    house = house_of(database_url, folder, tenant=tenant, engine=spoken_by(tenant), pack=pack_of(tenant))
    async with house as open_house:
        yield await talk_in(open_house, tenant, channel)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
