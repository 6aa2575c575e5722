"""``parley bench turn``: turns a second of four systems, interleaved in one run, compared round by round."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

from evals.bench.database import scratch_settings
from evals.bench.engine import ConstantEngine
from evals.bench.systems import TENANT, Limit, Parley, Stock, System
from kit.errors import UnavailableError
from kit.settings import Settings
from server.wiring import House, cache_of, open_house

CONCURRENCY = (1, 16, 64)
TURNS = {1: 60, 16: 240, 64: 320}
"""Turns of a round, by concurrency; each conversation of it goes on from round to round."""

Say = Callable[[str], None]


async def bench_turn(settings: Settings, engine: str, rounds: int, say: Say) -> dict[str, Any]:
    """``{system: {"1", "16", "64"}}`` in turns a second (medians), with ``ratios`` to the other systems."""
    async with _systems(settings, engine) as systems:
        found: dict[str, dict[str, list[float]]] = {
            system.name: {str(count): [] for count in CONCURRENCY} for system in systems
        }
        for count in CONCURRENCY:
            held = {system.name: [await system.begin() for _ in range(count)] for system in systems}
            for number in range(rounds + 1):
                for system in systems:
                    speed = await _round(system, held[system.name], TURNS[count], number)
                    if number:
                        found[system.name][str(count)].append(speed)
                say(f"{count} conversations: round {number or 'of warming up'}")
    return _report(found, rounds)


async def _round(system: System, conversations: list[Any], turns: int, number: int) -> float:
    each = max(1, turns // len(conversations))

    async def go_on(conversation: Any) -> None:
        for turn in range(each):
            await system.turn(conversation, number * each + turn + 1)

    began = time.perf_counter()
    await asyncio.gather(*(go_on(conversation) for conversation in conversations))
    return each * len(conversations) / (time.perf_counter() - began)


def _report(found: dict[str, dict[str, list[float]]], rounds: int) -> dict[str, Any]:
    """Medians, and ratios taken within each round, so that the machine's drift falls out."""
    report: dict[str, Any] = {
        system: {count: round(statistics.median(speeds), 1) for count, speeds in by_count.items()}
        for system, by_count in found.items()
    }
    report["ratios"] = {
        f"parley/{other}": {
            count: round(statistics.median(a / b for a, b in zip(speeds, found[other][count], strict=True)), 3)
            for count, speeds in found["parley"].items()
        }
        for other in found
        if other != "parley"
    }
    return {**report, "rounds": rounds}


@asynccontextmanager
async def _systems(settings: Settings, engine: str) -> AsyncIterator[list[System]]:
    async with scratch_settings(settings) as scratch, open_house(scratch, only=[]) as house:
        await admit(house, engine)
        async with bench_pool(house.url, scratch.database_pool) as pool:
            async with pool.connection() as connection:
                await connection.execute(
                    "CREATE TABLE conversations (id uuid PRIMARY KEY, seq int, updated_at timestamptz)"
                )
                await connection.execute(
                    "CREATE TABLE messages (id uuid PRIMARY KEY, conversation_id uuid, seq int, content text, "
                    "UNIQUE (conversation_id, seq))"
                )
            saver = await stock_saver(pool)
            yield [Limit(pool), Stock(house, saver, "async"), Stock(house, saver, "exit"), Parley(house)]


@asynccontextmanager
async def bench_pool(url: str, size: int) -> AsyncIterator[AsyncConnectionPool[Any]]:
    """Connections whose tables live in a schema of the benchmark's own, beside Parley's."""
    options = {
        "autocommit": True,
        "prepare_threshold": 0,
        "row_factory": dict_row,
        "options": "-c search_path=bench",
    }
    pool: AsyncConnectionPool[Any] = AsyncConnectionPool(url, min_size=1, max_size=size, open=False, kwargs=options)
    async with pool:
        async with pool.connection() as connection:
            await connection.execute("CREATE SCHEMA bench")
        yield pool


async def stock_saver(pool: AsyncConnectionPool[Any]) -> Any:
    """LangGraph's own saver, set up as its guide says."""
    try:
        from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
    except ImportError:
        raise UnavailableError(
            "The comparison needs langgraph-checkpoint-postgres, which comes with the development install: make test."
        ) from None
    saver = AsyncPostgresSaver(pool)
    await saver.setup()
    return saver


async def admit(house: House, engine: str) -> None:
    """The owner tenant, with the engine that is asked for."""
    from commerce.packs.load import load

    pack = load(house.settings.packs_dir, TENANT, cache_of(house.settings))
    await house.admit(pack, engine=ConstantEngine() if engine == "fixed" else None)
