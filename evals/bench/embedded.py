"""``parley bench embedded-turn``: what a turn costs with the shipped engine, every agent and the database."""

from collections.abc import Callable
from datetime import datetime
from statistics import quantiles
from typing import Any

from commerce.packs.load import available
from evals.simulate.play import Played, play_many
from kit.settings import Settings

START = datetime.fromisoformat("2026-11-23T09:00:00-05:00")
WARM_UP = 2
"""Conversations of each pack that are not counted."""

Say = Callable[[str], None]


async def bench_embedded_turn(settings: Settings, conversations: int, seed: int, say: Say) -> dict[str, Any]:
    """Milliseconds a turn over simulated conversations with every pack, one after the other.

    ``wall`` is from the message to the committed reply, database included; ``processor`` is this process's own time,
    which does not grow when the machine is shared.
    """
    played: list[Played] = []
    for tenant in available(settings.packs_dir):
        found = [each async for each in play_many(settings, tenant, conversations + WARM_UP, seed, START)]
        played += found[WARM_UP:]
        say(f"{tenant}: {conversations} conversations")
    took = [turn for each in played for turn in each.took]
    return {
        "conversations": len(played),
        "turns": len(took),
        "wall": _spread([turn.wall for turn in took]),
        "processor": _spread([turn.processor for turn in took]),
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    parts = quantiles(seconds, n=100)
    return {"ms_p50": _ms(parts[49]), "ms_p95": _ms(parts[94]), "ms_p99": _ms(parts[98]), "ms_max": _ms(max(seconds))}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
