"""Many runs side by side on a database of their own."""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import datetime
from random import Random
from typing import Any

from commerce.packs.model import Pack
from evals.bench.database import scratch_settings
from evals.takeover.engine import SlowEngine
from evals.takeover.judge import judge
from evals.takeover.play import Played, pass_time, play
from kit.clock import StillClock
from kit.settings import Settings
from language.embedded.encoder.hashing import HashingEncoder
from server.wiring import House, open_house

START = datetime.fromisoformat("2026-11-23T09:00:00-05:00")
SLOWEST_S = 0.06
TOLD = 20
"""Faults that are told; all are counted."""


async def play_many(settings: Settings, pack: Pack, runs: int, seed: int, at_once: int) -> dict[str, Any]:
    """``{"runs", "wrong", "faults", …}``: ``wrong`` counts faults, the rest what happened."""
    random = Random(seed)
    bare = pack.model_copy(update={"documents": []})
    async with scratch_settings(settings) as own:
        house_of = open_house(own, clock=StillClock(START), only=[], encoder=HashingEncoder())
        async with house_of as house:
            await house.admit(bare, engine=SlowEngine(Random(seed), SLOWEST_S))
            return await _played(house, pack.id, [Random(random.random()) for _ in range(runs)], at_once)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _played(house: House, tenant: str, randoms: list[Random], at_once: int) -> dict[str, Any]:
    room = asyncio.Semaphore(at_once)
    counts: Counter[str] = Counter()
    faults: list[str] = []

    async def one(random: Random) -> Played:
        async with room:
            return await play(house, tenant, random)

    clock = asyncio.create_task(pass_time(house, tenant, Random(len(randoms)), faults))
    runs = await asyncio.gather(*(one(random) for random in randoms))
    await _ended(clock)
    # judged when all is quiet: what the clock gave back is answered by then
    for run in runs:
        await house.runner.run(tenant, run.conversation)
        wrong, happened = await judge(house, tenant, run)
        counts.update(happened)
        faults.extend(wrong)
    return {
        "runs": len(randoms),
        "wrong": len(faults),
        "faults": sorted(set(faults))[:TOLD],
        **dict(sorted(counts.items())),
    }
