"""Plays simulated customers against a pack, in rehearsals of its own, one after the other."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol
from uuid import UUID

from agents.prove import prove
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.tenants.forget import forget
from evals.simulate.customer import Customer, Seen
from evals.simulate.goal import Goal, goal_of
from evals.simulate.judge import Judge, Verdict
from evals.simulate.persona import Persona, persona_of
from evals.simulate.wander import Said
from graphs.inbox import Answer, Opening
from kit.clock import StillClock
from kit.ids import SeededIds
from kit.settings import Settings
from server.wiring import House, cache_of, open_house

TOGETHER = 20
"""Conversations that share one rehearsal's calendar and stock."""
APART = timedelta(hours=5)
"""From one conversation to the next."""
THINKS = timedelta(seconds=40)
"""From a reply to the customer's next words."""


@dataclass(frozen=True)
class Took:
    """Seconds from a message to its committed reply, and those of them that this process worked."""

    wall: float
    processor: float


@dataclass(frozen=True)
class Played:
    tenant: str
    number: int
    goal: Goal
    persona: Persona
    reached: bool
    turns: int
    """Customer turns until the goal, or until the customer left."""
    verdict: Verdict
    transcript: list[tuple[str, str]]
    """Who said what: ``customer``, ``bot`` or ``note``."""
    took: list[Took]
    """Turn by turn."""


class Onlooker(Protocol):
    """Looks over the customer's shoulder while a reply is being written, and when it has come."""

    def begins(self) -> None: ...

    async def release(self, sentence: str) -> None: ...

    def turn(self, said: Said, answer: Answer, judged: dict[str, Any]) -> None:
        """``judged`` as ``Judge.watch`` takes it."""
        ...


async def play_many(
    settings: Settings, tenant: str, count: int, seed: int, now: datetime, onlooker: Onlooker | None = None
) -> AsyncIterator[Played]:
    """``count`` conversations with one pack; the same seed gives the same conversations."""
    pack = load(settings.packs_dir, tenant, cache_of(settings))
    name = f"{tenant}--simulated"
    clock = StillClock(now)
    async with open_house(settings, clock=clock, ids=SeededIds(f"{name}:{seed}"), only=[]) as house:
        engine = None
        for number in range(count):
            if number % TOGETHER == 0:
                await forget(house.store, name)
                engine = (await house.admit(pack, name, engine)).engine
            yield await _one(house, pack, name, number, seed, onlooker)
            clock.move(APART)
        await forget(house.store, name)


async def _one(house: House, pack: Pack, tenant: str, number: int, seed: int, onlooker: Onlooker | None) -> Played:
    chance = Random(f"{seed}:{pack.id}:{number}")
    persona = persona_of(pack, chance)
    goal = goal_of(pack, persona, house.clock.now(), chance)
    customer = Customer(goal, persona, pack.file.timezone, chance)
    started = await house.inbox.start(tenant, Opening(channel=chance.choice(["web", "whatsapp"])))
    table = _Table(house, tenant, started.conversation, number, onlooker)
    seen: Seen | None = None
    said: Said | None = customer.opens()
    while said and table.turns < persona.patience:
        seen = await table.hears(said)
        said = customer.answers(seen)
    reached, turns = customer.done, table.turns
    if reached and goal.kind != "person" and seen and not seen.pending:
        await table.hears(customer.thanks())
    return Played(
        pack.id, number, customer.goal, persona, reached, turns, table.judge.verdict, table.transcript, table.took
    )


class _Table:
    """Where one customer and the bot talk."""

    def __init__(self, house: House, tenant: str, conversation: UUID, number: int, onlooker: Onlooker | None) -> None:
        self.judge = Judge()
        self.turns = 0
        self.transcript: list[tuple[str, str]] = []
        self.took: list[Took] = []
        self._house = house
        self._tenant = tenant
        self._conversation = conversation
        self._number = number
        self._onlooker = onlooker
        self._offered: list[str] = []

    async def hears(self, said: Said) -> Seen:
        if isinstance(self._house.clock, StillClock):
            self._house.clock.move(said.after or THINKS)
        self.turns += 1
        if said.after:
            self.transcript.append(("note", f"after {said.after}"))
        self.transcript += [("customer", text) for text in said.texts]
        if self._onlooker:
            self._onlooker.begins()
        began, worked = time.perf_counter(), time.process_time()
        answer = await self._deliver(said.texts)
        self.took.append(Took(time.perf_counter() - began, time.process_time() - worked))
        reply = "\n".join(entry["text"] for entry in answer.replies)
        self.transcript.append(("bot", reply))
        before = len(self.judge.verdict.wrong)
        judged = self._judged(answer, reply)
        self.judge.watch(self.turns, said.meant, said.gave, judged)
        if self._onlooker:
            self._onlooker.turn(said, answer, judged)
        self.transcript += [("note", line) for line in self.judge.verdict.wrong[before:]]
        return self._seen(answer)

    async def _deliver(self, texts: list[str]) -> Answer:
        """Every message is kept before the first is answered, as in a burst."""
        inbox, place = self._house.inbox, (self._tenant, self._conversation)
        arrivals = [
            await inbox.keep(*place, f"{self._number}-{self.turns}-{part}", text) for part, text in enumerate(texts)
        ]
        return await inbox.answer(*place, arrivals[-1], self._onlooker.release if self._onlooker else None)

    def _judged(self, answer: Answer, reply: str) -> dict[str, Any]:
        if answer.done is None:
            return {"reply": reply, "unproven": [], "writes": [], "question": None, "failed": False}
        state = answer.done.state
        context = self._house.context(self._tenant, None, None)
        question = state.get("question") if state.get("asking") in state.get("said", []) else None
        return {
            "reply": reply,
            "failed": any(act["say"] == "apology" for act in state.get("said", [])),
            "unproven": prove(reply, state.get("facts", []), state, context),
            "writes": [write["kind"] for write in state.get("writes", [])],
            "question": question["slot"] if question else None,
        }

    def _seen(self, answer: Answer) -> Seen:
        if answer.done is None:
            return Seen([], [], None, None, [], answer.owner, refused=False, now=self._house.clock.now())
        state = answer.done.state
        for act in state.get("said", []):
            for block in act["blocks"]:
                if block["kind"] == "slots":
                    self._offered = [slot["starts_at"] for slot in block["items"]]
        kinds = [act["kind"] for act in state.get("said", [])]
        said = {act["say"] for act in state.get("said", [])}
        refused = bool(said & {"stock.short", "stock.none", "stock.gone"})
        writes = [write["kind"] for write in state.get("writes", [])]
        pending: Any = state.get("pending")
        now = self._house.clock.now()
        return Seen(kinds, writes, state.get("question"), pending, self._offered, answer.owner, refused, now,
                    sold_out="stock.gone" in said, stays="already_then" in said)  # fmt: skip
