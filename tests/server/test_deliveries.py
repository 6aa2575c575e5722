"""Effects leave once, are tried again, and a failure that cannot be mended comes back as a turn."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from graphs.inbox import Opening
from kit.errors import InvalidInputError, UnavailableError
from server.deliveries import Deliveries, DeliveryError
from server.wiring import House
from store.jobs import JobQueue
from store.outbox import Effect, enqueue
from tests.houses import MONDAY, house_of

TENANT = "colombiatic"
Carry = Callable[[dict[str, Any], str], Awaitable[dict[str, Any]]]


class Carriers:
    """Carries out one effect as the test says."""

    def __init__(self, carry: Carry) -> None:
        self._carry = carry

    def of(self, effect: str) -> Carry | None:
        return self._carry if effect == "email.send" else None


async def _enqueue(house: House, effect: str = "email.send") -> tuple[UUID, UUID]:
    conversation = (await house.inbox.start(TENANT, Opening())).conversation
    async with house.store.unit(TENANT) as unit:
        await enqueue(unit, conversation, 1, [Effect(effect, "key-1", {"to": "a@b.example"})], MONDAY)
        row = await unit.row("SELECT id FROM outbox")
    assert row is not None
    return conversation, row["id"]


def _carrying(house: House, carry: Carry) -> Deliveries:
    from dataclasses import replace

    house.tenants[TENANT] = replace(house.tenants[TENANT], carriers=Carriers(carry))  # type: ignore[arg-type]
    return Deliveries(house)


async def _status(house: House, outbox: UUID) -> dict[str, Any]:
    async with house.store.unit(TENANT) as unit:
        row = await unit.row("SELECT status, attempts, last_error FROM outbox WHERE id = %s", (outbox,))
    assert row is not None
    return row


async def test_an_effect_is_carried_out_once_however_often_its_job_runs(database_url: str, tmp_path: Path) -> None:
    keys: list[str] = []

    async def carry(_payload: dict[str, Any], key: str) -> dict[str, Any]:
        keys.append(key)
        return {"receipt": "r"}

    async with house_of(database_url, tmp_path) as house:
        _, outbox = await _enqueue(house)
        deliveries = _carrying(house, carry)
        await deliveries.deliver(TENANT, outbox)
        await deliveries.deliver(TENANT, outbox)
        assert keys == ["key-1"]
        assert (await _status(house, outbox))["status"] == "done"


async def test_a_service_that_does_not_answer_is_tried_again(database_url: str, tmp_path: Path) -> None:
    async def carry(_payload: dict[str, Any], _key: str) -> dict[str, Any]:
        raise UnavailableError("no answer")

    async with house_of(database_url, tmp_path) as house:
        _, outbox = await _enqueue(house)
        with pytest.raises(DeliveryError):
            await _carrying(house, carry).deliver(TENANT, outbox)
        assert await _status(house, outbox) == {"status": "waiting", "attempts": 1, "last_error": "no answer"}


async def test_a_refusal_that_cannot_be_mended_comes_back_as_a_turn(database_url: str, tmp_path: Path) -> None:
    async def carry(_payload: dict[str, Any], _key: str) -> dict[str, Any]:
        raise InvalidInputError("there is no such mailbox")

    async with house_of(database_url, tmp_path) as house:
        conversation, outbox = await _enqueue(house)
        await _carrying(house, carry).deliver(TENANT, outbox)
        assert (await _status(house, outbox))["status"] == "failed"
        async with house.store.unit(TENANT) as unit:
            [handoff] = await unit.rows("SELECT reason FROM handoffs WHERE conversation_id = %s", (conversation,))
        assert handoff["reason"] == "tool_failure"


async def test_the_queue_takes_what_a_commit_left_and_delivers_it(database_url: str, tmp_path: Path) -> None:
    delivered = asyncio.Event()

    async def carry(_payload: dict[str, Any], _key: str) -> dict[str, Any]:
        delivered.set()
        return {}

    async with house_of(database_url, tmp_path) as house:
        _, outbox = await _enqueue(house)
        working = asyncio.create_task(JobQueue(house.url, _carrying(house, carry).deliver).run())
        async with asyncio.timeout(20):
            await delivered.wait()
            while (await _status(house, outbox))["status"] != "done":
                await asyncio.sleep(0.01)
        working.cancel()
        with pytest.raises(asyncio.CancelledError):
            await working
