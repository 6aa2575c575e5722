"""The sweeper: what waits is answered, and one conversation that cannot be does not keep the others waiting."""

import asyncio
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

import server.worker
from graphs.drafting import Release
from graphs.inbox import Opening
from graphs.turn import Done
from kit.clock import StillClock
from server.wiring import House
from server.worker import REST_S, RESTING_KEPT, sweep_tenant, working
from store.bus.expiring import Expiring
from tests.houses import house_of

TENANT = "colombiatic"
AT_ONCE = timedelta(0)


async def _waiting(house: House) -> UUID:
    """A conversation whose process died before it answered."""
    conversation = (await house.inbox.start(TENANT, Opening())).conversation
    await house.inbox.keep(TENANT, conversation, "m1", "¿siguen ahí?")
    return conversation


async def _broken(house: House) -> UUID:
    """One that waits, and was parked by a newer Parley than this one."""
    conversation = (await house.inbox.start(TENANT, Opening())).conversation
    await house.inbox.receive(TENANT, conversation, "m0", "hola")
    async with house.store.unit(TENANT) as unit:
        await unit.run("UPDATE checkpoints SET version = 99 WHERE conversation_id = %s", (conversation,))
    await house.inbox.keep(TENANT, conversation, "m1", "¿siguen ahí?")
    return conversation


async def _turns(house: House, conversation: UUID) -> int:
    async with house.store.unit(TENANT) as unit:
        return len(await unit.rows("SELECT 1 FROM turns WHERE conversation_id = %s", (conversation,)))


async def _until_answered(house: House, conversation: UUID) -> None:
    async with asyncio.timeout(20):
        while not await _turns(house, conversation):
            await asyncio.sleep(0.01)


def _later(house: House, seconds: float) -> None:
    assert isinstance(house.clock, StillClock)
    house.clock.move(timedelta(seconds=seconds))


async def test_a_conversation_that_cannot_be_answered_keeps_no_other_waiting(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.worker, "SWEEP_EVERY_S", 0.01)
    async with house_of(database_url, tmp_path) as house:
        broken = await _broken(house)
        _later(house, 1)
        other = await _waiting(house)
        async with working(house, deliver=False):
            await _until_answered(house, other)
            third = await _waiting(house)
            _later(house, house.settings.sweep_after_s + 1)
            await _until_answered(house, third)
        assert await _turns(house, broken) == 1


async def test_a_conversation_that_failed_is_left_alone_for_a_while(database_url: str, tmp_path: Path) -> None:
    tried: list[UUID] = []
    async with house_of(database_url, tmp_path) as house:
        broken = await _broken(house)
        run = house.runner.run

        async def watched(tenant: str, conversation: UUID, release: Release | None = None) -> list[Done]:
            tried.append(conversation)
            return await run(tenant, conversation, release)

        house.runner.run = watched  # type: ignore[method-assign]
        resting: Expiring[bool] = Expiring(house.clock, RESTING_KEPT)
        assert await sweep_tenant(house, TENANT, AT_ONCE, resting) == 1
        assert await sweep_tenant(house, TENANT, AT_ONCE, resting) == 1
        assert tried == [broken]
        _later(house, REST_S + 1)
        await sweep_tenant(house, TENANT, AT_ONCE, resting)
        assert tried == [broken, broken]


async def test_a_conversation_that_was_left_alone_is_answered_when_its_cause_is_gone(
    database_url: str, tmp_path: Path
) -> None:
    async with house_of(database_url, tmp_path) as house:
        broken = await _broken(house)
        await sweep_tenant(house, TENANT, AT_ONCE)
        async with house.store.unit(TENANT) as unit:
            await unit.run("UPDATE checkpoints SET version = 1 WHERE conversation_id = %s", (broken,))
        await sweep_tenant(house, TENANT, AT_ONCE)
        assert await _turns(house, broken) == 2


async def test_work_that_ends_or_fails_is_begun_again(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    going_on = asyncio.Event()

    class Failing:
        def __init__(self, *_given: object) -> None:
            begun.append(len(begun))

        async def run(self) -> None:
            if begun == [0]:
                raise ZeroDivisionError("a bug")
            if begun == [0, 1]:
                return
            going_on.set()
            await asyncio.Event().wait()

    monkeypatch.setattr(server.worker, "JobQueue", Failing)
    monkeypatch.setattr(server.worker, "PAUSE_S", 0.01)
    async with house_of(database_url, tmp_path) as house, working(house), asyncio.timeout(20):
        await going_on.wait()
    assert begun == [0, 1, 2]


async def test_work_that_fails_while_it_is_stopped_is_stopped(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    class Stubborn:
        def __init__(self, *_given: object) -> None:
            pass

        async def run(self) -> None:
            begun.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                raise ConnectionError("the farewell failed") from None

    monkeypatch.setattr(server.worker, "JobQueue", Stubborn)
    async with house_of(database_url, tmp_path) as house, asyncio.timeout(20), working(house):
        await begun.wait()
