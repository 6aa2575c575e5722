"""``parley bench growth``: what a turn costs and stores at turn 10, 100 and 1,000 of one conversation.

Old and young conversations take turns in one run: each old turn is timed between two young ones, so that the machine's
drift falls on both alike.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from psycopg_pool import AsyncConnectionPool

from evals.bench.database import scratch_settings
from evals.bench.systems import Parley, Stock, System
from evals.bench.turn import admit, bench_pool, stock_saver
from kit.settings import Settings
from server.wiring import open_house

MARKS = (10, 100, 1000)
WINDOW = 5
"""Turns that are timed up to each mark."""
YOUNG = 10
"""The turn of a young conversation that an old turn is held against."""

Say = Callable[[str], None]


async def bench_growth(settings: Settings, say: Say) -> dict[str, Any]:
    """``{"parley"|"stock": {"10"|"100"|"1000": {"ms_p50", "bytes"}}}``.

    ``bytes`` are of the rows that a turn adds, without their indexes.
    """
    found: dict[str, Any] = {}
    for name in ("parley", "stock"):
        found[name] = await _grow(settings, name, say)
    return found


async def _grow(settings: Settings, name: str, say: Say) -> dict[str, Any]:
    async with scratch_settings(settings) as scratch, open_house(scratch, only=[]) as house:
        await admit(house, "fixed")
        async with bench_pool(house.url, 4) as pool:
            saver = await stock_saver(pool)
            system: System = Parley(house) if name == "parley" else Stock(house, saver, "async")
            old = await system.begin()
            found: dict[str, Any] = {}
            for done, mark in zip((0, *MARKS), MARKS, strict=False):
                for number in range(done + 1, mark - WINDOW + 1):
                    await system.turn(old, number)
                before = await _bytes(pool, name, old)
                times = await _window(system, old, mark)
                found[str(mark)] = {**times, "bytes": (await _bytes(pool, name, old) - before) // WINDOW}
                say(f"{name}: turn {mark}")
            return found


async def _window(system: System, old: Any, mark: int) -> dict[str, float]:
    """The median time of the old conversation's turns up to ``mark``, and of turn 10 of a young one between them."""
    olds, youngs = [], []
    for number in range(mark - WINDOW + 1, mark + 1):
        young = await system.begin()
        for turn in range(1, YOUNG):
            await system.turn(young, turn)
        youngs.append(await _timed(system, young, YOUNG))
        olds.append(await _timed(system, old, number))
    young_ms, old_ms = statistics.median(youngs), statistics.median(olds)
    return {"ms_p50": round(old_ms, 2), "young_ms_p50": round(young_ms, 2), "ratio": round(old_ms / young_ms, 2)}


async def _timed(system: System, conversation: Any, number: int) -> float:
    began = time.perf_counter()
    await system.turn(conversation, number)
    return (time.perf_counter() - began) * 1000


STORED = {
    "parley": (
        "SELECT (SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM public.messages t WHERE conversation_id = %(id)s) "
        "+ (SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM public.turns t WHERE conversation_id = %(id)s) "
        "+ (SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM public.facts t WHERE conversation_id = %(id)s) "
        "+ (SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM public.checkpoints t WHERE conversation_id = %(id)s) AS n"
    ),
    "stock": (
        "SELECT (SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM bench.checkpoints t WHERE thread_id = %(id)s) "
        "+ (SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM bench.checkpoint_blobs t WHERE thread_id = %(id)s) "
        "+ (SELECT coalesce(sum(pg_column_size(t.*)), 0) FROM bench.checkpoint_writes t WHERE thread_id = %(id)s) AS n"
    ),
}
"""All rows that a conversation has stored, in bytes, without their indexes."""


async def _bytes(pool: AsyncConnectionPool[Any], name: str, conversation: Any) -> int:
    async with pool.connection() as connection:
        await connection.execute("RESET ROLE")
        row = await (await connection.execute(STORED[name], {"id": conversation})).fetchone()
    assert row is not None
    return int(row["n"])
