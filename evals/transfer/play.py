"""Plays each flow on the page, moves it by a webhook as Meta brings it, and finishes it on the telephone."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import orjson

from commerce.packs.load import load
from evals.bench.database import scratch_settings
from evals.transfer.flows import Flow, flow
from evals.transfer.judge import Standing, faults_of, standing
from evals.transfer.repository import free_the_calendar
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.settings import Settings
from language.embedded.encoder.hashing import HashingEncoder
from server.transfers import KEYS
from server.webhooks.work import WebhookWork
from server.wiring import House, cache_of, open_house
from tools.channels.whatsapp.credentials import VENDOR

START = datetime.fromisoformat("2026-11-23T09:00:00-05:00")
TOLD = 20
"""Faults that are told; all are counted."""


async def play_many(settings: Settings, runs: int, seed: int) -> dict[str, Any]:
    """``{"runs", "went_on", "by_flow", "faults"}``."""
    async with scratch_settings(settings) as own:
        clock = StillClock(START)
        async with open_house(own, clock=clock, only=[], encoder=HashingEncoder()) as house:
            for tenant in ("colombiatic", "autoparts"):
                pack = load(own.packs_dir, tenant, cache_of(own))
                await house.admit(pack.model_copy(update={"documents": []}))
            return await _played(house, clock, runs, seed)


async def _played(house: House, clock: StillClock, runs: int, seed: int) -> dict[str, Any]:
    went_on: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(runs):
        random = Random(f"{seed}:{number}")
        case = flow(number, random)
        clock.move(timedelta(seconds=31))
        found = await Customer(house, case, number, random).play()
        async with house.store.unit(case.tenant) as unit:
            await free_the_calendar(unit)
        went_on[case.name] += not found
        faults += [f"{number} ({case.name}): {fault}" for fault in found]
    count = {"runs": runs, "went_on": sum(went_on.values()), "by_flow": dict(went_on)}
    return {**count, "wrong": len(faults), "faults": faults[:TOLD]}


class Customer:
    """One customer with a browser and a telephone; every third has a user name and shows no number."""

    def __init__(self, house: House, case: Flow, number: int, random: Random) -> None:
        self._house, self._case, self._number, self._random = house, case, number, random
        self._line = house.tenant(case.tenant).pack.file.channels.whatsapp.numbers[0].phone_number_id
        self._work = WebhookWork(house)
        self._said = 0

    async def play(self) -> list[str]:
        """What went wrong."""
        started = await self._house.inbox.start(self._case.tenant, Opening(visitor=self._house.ids.new()))
        conversation = started.conversation
        for text in self._case.before:
            await self._house.inbox.receive(self._case.tenant, conversation, f"web-{self._next()}", text)
        before = await standing(self._house, self._case, conversation)
        words = await self._words(conversation)
        late = self._random.random() < 0.2
        if late:  # a message of the page is on its way while the telephone writes
            await self._house.inbox.keep(self._case.tenant, conversation, "late", "un momento")
        await self._write(self._changed(words), times=self._random.choice((1, 1, 2)))
        moved = await standing(self._house, self._case, conversation)
        for text in self._case.after:
            await self._write(text)
        return await self._judged(conversation, before, moved, late=late)

    async def _judged(self, conversation: UUID, before: Standing, moved: Standing, *, late: bool) -> list[str]:
        written = len(self._case.before) + 1 + len(self._case.after) + late
        return await faults_of(self._house, self._case, conversation, before, moved, written)

    async def _words(self, conversation: UUID) -> str:
        from commerce.transfers.ask import ask
        from commerce.transfers.code import shown
        from commerce.transfers.words import prefill

        house, pack = self._house, self._house.tenant(self._case.tenant).pack
        async with house.store.unit(self._case.tenant) as unit:
            ticket = await ask(unit, conversation, pack.file, house.own_key(KEYS), house.ids, house.clock.now())
        return prefill(pack, "es", shown(ticket.code))

    def _changed(self, words: str) -> str:
        """As customers send it: as it is, in small letters, the hyphens gone, with a word more."""
        change = self._random.choice((str, str.lower, _without_hyphens, _thanking))
        return change(words)

    async def _write(self, text: str, times: int = 1) -> None:
        """The telephone writes; Meta may tell of it more than once."""
        id = f"wamid.{self._number}.{self._next()}"
        at = str(int(self._house.clock.now().timestamp()))
        sender = {"from_user_id": f"MX.7{self._number:06d}"}
        if self._number % 3:
            sender["from"] = f"521442{self._number:07d}"
        message = {**sender, "id": id, "timestamp": at, "type": "text", "text": {"body": text}}
        value = {"metadata": {"phone_number_id": self._line}, "messages": [message]}
        body = {"entry": [{"id": "9001", "changes": [{"field": "messages", "value": value}]}]}
        await self._house.keeper.keep([self._case.tenant] * times, VENDOR, orjson.dumps(body))
        await self._work.work(self._case.tenant)
        await self._work.settled()

    def _next(self) -> int:
        self._said += 1
        return self._said


def _without_hyphens(words: str) -> str:
    return words.replace("-", "")


def _thanking(words: str) -> str:
    return f"{words} gracias"
