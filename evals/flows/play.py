"""Plays the walks, each in a conversation of its own with a rehearsal of the pack."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from uuid import UUID

from agents.state import State
from commerce.packs.load import load
from commerce.tenants.forget import forget
from evals.flows.cases import Flow, asides, flows
from evals.flows.walk import Walk
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.ids import SeededIds
from kit.settings import Settings
from server.wiring import House, cache_of, open_house

PLACES = 4
"""Questions of a flow at which it is interrupted: the first, the second and so on."""
BESIDE = frozenset({"location", "payment", "warranty"})
"""What is asked in one breath with an answer, too."""


def walks_of(flow: Flow) -> Iterator[Walk]:
    """Every way in which one piece of business is interrupted or put right."""
    places = min(PLACES, len(flow.answers) + 1)
    for place in range(places):
        for aside in asides(flow.language):
            yield Walk(flow, place, aside)
            if aside.name in BESIDE and place < len(flow.answers):
                yield Walk(flow, place, aside, beside=True)
    for correction in flow.put_right:
        yield Walk(flow, correction=correction)


def all_walks(tenant: str) -> list[Walk]:
    return [walk for flow in flows() if flow.tenant == tenant for walk in walks_of(flow)]


async def play(settings: Settings, tenant: str, walks: list[Walk], now: datetime) -> AsyncIterator[Walk]:
    """The walks with one pack, each from ``now`` on."""
    pack, name = load(settings.packs_dir, tenant, cache_of(settings)), f"{tenant}--flows"
    clock = StillClock(now)
    async with open_house(settings, clock=clock, ids=SeededIds(name), only=[]) as house:
        engine = None
        for number, walk in enumerate(walks):
            await forget(house.store, name)  # nobody else's bookings and orders
            engine = (await house.admit(pack, name, engine)).engine
            await _one(house, name, number, walk)
            yield walk
        await forget(house.store, name)


async def _one(house: House, tenant: str, number: int, walk: Walk) -> None:
    started = await house.inbox.start(tenant, Opening(channel="web"))
    said = 0

    async def ask(text: str) -> State:
        nonlocal said
        said += 1
        return await _answered(house, tenant, started.conversation, f"{number}-{said}", text)

    await walk.go(ask)


async def _answered(house: House, tenant: str, conversation: UUID, key: str, text: str) -> State:
    answer = await house.inbox.receive(tenant, conversation, key, text)
    return answer.done.state if answer.done else State()
