"""What every bus does, run on the one of a single process and on a real Redis server."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from kit.clock import StillClock, SystemClock
from kit.errors import InvalidInputError
from store.bus import GAP, Bus, open_bus
from store.bus.memory import MemoryBus
from store.bus.redis import RedisBus

T = TypeVar("T")
PATIENCE_S = 15


class RedisServer:
    """A real Redis on a socket of its own, which can be stopped and started."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self.url = f"unix://{folder}/redis.sock"
        self.start()

    def start(self) -> None:
        socket = self._folder / "redis.sock"
        options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [self._program, *options, "--dir", str(self._folder)], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        while "ready to accept connections" not in (line := self._process.stdout.readline()).lower():
            assert line, "redis-server ended before it was ready"

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=PATIENCE_S)


@pytest.fixture(scope="module")
def redis_server() -> Iterator[RedisServer]:
    program = shutil.which("redis-server")
    if program is None:
        assert "CI" not in os.environ, "redis-server is missing: apt-get install redis-server"
        pytest.skip("redis-server is not installed on this machine (Debian: apt-get install redis-server)")
    folder = Path(tempfile.mkdtemp(prefix="parley-redis-", dir="/tmp"))
    server = RedisServer(program, folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(params=["memory", "redis"])
async def processes(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Bus, Bus]]:
    """The buses of two processes, with a backlog of 4 events; without Redis there is one process."""
    if request.param == "memory":
        alone = MemoryBus(SystemClock(), backlog=4)
        yield alone, alone
        await alone.close()
        return
    server: RedisServer = request.getfixturevalue("redis_server")
    one, other = (RedisBus(server.url, SystemClock(), backlog=4) for _ in range(2))
    yield one, other
    await one.close()
    await other.close()


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """A channel or key of this test's own."""
    return f"{request.node.name}-{os.getpid()}"


async def following(events: AsyncIterator[T], count: int) -> list[T]:
    async with asyncio.timeout(PATIENCE_S):
        return [await anext(events) for _ in range(count)]


async def eventually(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not await condition():
            await asyncio.sleep(0.01)


async def test_a_message_reaches_all_who_watch_the_conversation_in_order(processes: tuple[Bus, Bus], name: str) -> None:
    one, other = processes
    async with one.subscribe(name) as here, other.subscribe(name) as there:
        for seq in range(3):
            await one.publish(name, {"seq": seq, "text": "¿Tienen balatas?"})
        expected = [{"seq": seq, "text": "¿Tienen balatas?"} for seq in range(3)]
        assert await following(here, 3) == expected
        assert await following(there, 3) == expected


async def test_what_is_said_elsewhere_or_earlier_is_not_heard(processes: tuple[Bus, Bus], name: str) -> None:
    one, other = processes
    await one.publish(name, {"seq": 1})
    async with other.subscribe(name) as events:
        await one.publish(f"{name}-elsewhere", {"seq": 2})
        await one.publish(name, {"seq": 3})
        assert await following(events, 1) == [{"seq": 3}]


async def test_a_second_watcher_of_one_process_changes_nothing_for_the_first(
    processes: tuple[Bus, Bus], name: str
) -> None:
    one, other = processes
    async with other.subscribe(name) as first:
        async with other.subscribe(name) as second:
            await one.publish(name, {"seq": 1})
            assert await following(second, 1) == [{"seq": 1}]
        await one.publish(name, {"seq": 2})
        assert await following(first, 2) == [{"seq": 1}, {"seq": 2}]


async def test_who_comes_back_hears_only_what_is_new(processes: tuple[Bus, Bus], name: str) -> None:
    one, other = processes
    for visit in range(5):
        async with other.subscribe(name) as events:
            await one.publish(name, {"visit": visit})
            heard = await following(events, 1)
            assert heard == [{"visit": visit}] or heard == [GAP]
        await one.publish(name, {"unheard": visit})


async def test_a_slow_watcher_loses_the_oldest_and_is_told(processes: tuple[Bus, Bus], name: str) -> None:
    one, other = processes
    async with other.subscribe(name) as slow, other.subscribe(name) as quick:
        for seq in range(10):
            await one.publish(name, {"seq": seq})
            await following(quick, 1)
        assert await following(slow, 5) == [GAP, *({"seq": seq} for seq in range(6, 10))]
        await one.publish(name, {"seq": 10})
        assert await following(slow, 1) == [{"seq": 10}]


async def test_one_watcher_cannot_change_what_another_sees(processes: tuple[Bus, Bus], name: str) -> None:
    one, _ = processes
    event = {"blocks": ["text"]}
    async with one.subscribe(name) as first, one.subscribe(name) as second:
        await one.publish(name, event)
        event["blocks"].append("changed by the sender")
        (seen,) = await following(first, 1)
        seen["blocks"].append("changed by a watcher")
        assert await following(second, 1) == [{"blocks": ["text"]}]


async def test_an_event_that_is_not_plain_is_refused(processes: tuple[Bus, Bus], name: str) -> None:
    one, _ = processes
    with pytest.raises(TypeError):
        await one.publish(name, {"event": object()})


async def test_closing_the_bus_ends_every_stream(processes: tuple[Bus, Bus], name: str) -> None:
    one, _ = processes
    async with one.subscribe(name) as events:
        await one.publish(name, {"seq": 1})
        await following(events, 1)
        await one.close()
        async with asyncio.timeout(PATIENCE_S):
            assert [event async for event in events] == []


async def test_who_types_is_seen_until_it_is_over(processes: tuple[Bus, Bus], name: str) -> None:
    one, other = processes
    await one.presence_set(name, "dana", 60)
    await other.presence_set(name, "beto", 60)
    await one.presence_set(name, "ana", 0.05)
    assert set(await other.presence(name)) >= {"beto", "dana"}

    async def ana_is_gone() -> bool:
        return await other.presence(name) == ["beto", "dana"]

    await eventually(ana_is_gone)
    await other.presence_set(name, "dana", 0)
    assert await one.presence(name) == ["beto"]
    assert await one.presence(f"{name}-elsewhere") == []


async def test_the_limit_holds_over_all_processes_and_its_window_ends(processes: tuple[Bus, Bus], name: str) -> None:
    one, other = processes
    hits = [(one, other)[turn % 2].hit(name, 5, 60) for turn in range(20)]
    assert sorted(await asyncio.gather(*hits)) == [False] * 15 + [True] * 5
    assert await one.hit(f"{name}-another", 5, 60)

    async def allowed_again() -> bool:
        return await one.hit(f"{name}-short", 1, 0.1)

    assert await allowed_again()
    await eventually(allowed_again)


async def test_a_cached_value_is_given_back_until_it_ends(processes: tuple[Bus, Bus], name: str) -> None:
    one, other = processes
    assert await one.cache_get(name) is None
    await one.cache_set(name, b"\x00\xff", 60)
    assert await other.cache_get(name) == b"\x00\xff"
    await other.cache_set(name, b"short", 0.05)

    async def has_ended() -> bool:
        return await one.cache_get(name) is None

    await eventually(has_ended)


async def test_without_redis_the_clock_that_is_given_decides(name: str) -> None:
    clock = StillClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    bus = MemoryBus(clock)
    assert [await bus.hit(name, 1, 60) for _ in range(2)] == [True, False]
    await bus.presence_set(name, "dana", 10)
    await bus.cache_set(name, b"1", 30)
    clock.move(timedelta(seconds=10))
    assert await bus.presence(name) == []
    assert await bus.cache_get(name) == b"1"
    clock.move(timedelta(seconds=50))
    assert await bus.hit(name, 1, 60)
    assert await bus.cache_get(name) is None


async def test_a_watcher_learns_that_redis_was_away_and_hears_again(redis_server: RedisServer, name: str) -> None:
    bus = RedisBus(redis_server.url, SystemClock())
    async with bus.subscribe(name) as events:
        redis_server.stop()
        await bus.publish(name, {"lost": True})
        assert await following(events, 1) == [GAP]
        redis_server.start()
        assert await following(events, 1) == [GAP]

        async def heard() -> bool:
            await bus.publish(name, {"seq": 1})
            return await following(events, 1) == [{"seq": 1}]

        await eventually(heard)
    await bus.close()


async def test_without_redis_each_process_counts_and_sees_by_itself(tmp_path: Path, name: str) -> None:
    bus = RedisBus(f"unix://{tmp_path}/nobody.sock", SystemClock())
    assert [await bus.hit(name, 2, 60) for _ in range(3)] == [True, True, False]
    await bus.presence_set(name, "dana", 60)
    assert await bus.presence(name) == ["dana"]
    await bus.cache_set(name, b"1", 60)
    assert await bus.cache_get(name) is None
    async with bus.subscribe(name) as events:
        assert await following(events, 1) == [GAP]
    await bus.close()


async def test_the_settings_choose_the_bus() -> None:
    assert isinstance(open_bus(None, SystemClock()), MemoryBus)
    bus = open_bus("redis://localhost:6379/0", SystemClock())
    assert isinstance(bus, RedisBus)
    await bus.close()
    with pytest.raises(InvalidInputError, match="REDIS_URL is not an address"):
        open_bus("localhost", SystemClock())
