"""The life of a turn: one commit, one writer, nothing lost, nothing twice."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from commerce.conversations.ownership import release, take_over
from commerce.packs.load import load
from commerce.writes import apply
from evals.bench.engine import ConstantEngine
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.errors import InvalidInputError
from kit.ids import SeededIds
from kit.settings import ROOT
from language.port import Act, ReadContext, Reading, Voice
from server.wiring import House
from server.worker import sweep_tenant
from store.turns import ConversationEndedError, UnknownConversationError, arrive
from tests.houses import MONDAY, house_of, with_burst

TENANT = "colombiatic"


class GatedEngine(ConstantEngine):
    """Waits in the middle of a turn until the test lets it go on."""

    def __init__(self) -> None:
        self.reading = asyncio.Event()
        self.go_on = asyncio.Event()
        self.read_texts: list[str] = []

    async def read(self, message: str, context: ReadContext) -> Reading:
        self.read_texts.append(message)
        self.reading.set()
        await self.go_on.wait()
        return await super().read(message, context)


class BrokenEngine(ConstantEngine):
    """Fails as a bug would, but can still word an apology."""

    async def read(self, message: str, context: ReadContext) -> Reading:
        raise ZeroDivisionError("a bug")


class LyingEngine(ConstantEngine):
    """Words every act with a price that nobody vouches for, except the apology."""

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        return "Una disculpa." if acts[0]["say"] == "apology" else "Le sale en $999.999."


async def _begin(house: House) -> UUID:
    return (await house.inbox.start(TENANT, Opening())).conversation


async def _rows(house: House, query: str, *params: Any) -> list[dict[str, Any]]:
    async with house.store.unit(TENANT) as unit:
        return await unit.rows(query, params)


async def test_a_message_is_answered_and_the_turn_leaves_one_of_each(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        answer = await house.inbox.receive(TENANT, conversation, "m1", "¿hasta qué hora atienden?")
        assert answer.turn == 1
        assert len(answer.replies) == 1
        assert len(await _rows(house, "SELECT 1 FROM turns")) == 1
        assert len(await _rows(house, "SELECT 1 FROM checkpoints")) == 1
        assert [row["seq"] for row in await _rows(house, "SELECT seq FROM messages ORDER BY seq")] == [1, 2]


async def test_the_same_message_id_again_gives_the_same_answer_and_writes_nothing(
    database_url: str, tmp_path: Path
) -> None:
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        first = await house.inbox.receive(TENANT, conversation, "m1", "hola")
        again = await house.inbox.receive(TENANT, conversation, "m1", "hola otra vez")
        assert (again.turn, again.replies) == (first.turn, first.replies)
        assert len(await _rows(house, "SELECT 1 FROM messages")) == 2


async def test_messages_of_a_burst_are_merged_into_one_turn(database_url: str, tmp_path: Path) -> None:
    engine = GatedEngine()
    pack = with_burst(load(ROOT / "packs", TENANT), "merge")
    async with house_of(database_url, tmp_path, engine=engine, pack=pack) as house:
        conversation = await _begin(house)
        first = asyncio.create_task(house.inbox.receive(TENANT, conversation, "m1", "hola"))
        await engine.reading.wait()
        second = asyncio.create_task(house.inbox.receive(TENANT, conversation, "m2", "cuánto vale?"))
        await _until_kept(house, 2)
        engine.go_on.set()
        answers = await asyncio.gather(first, second)
        assert [answer.turn for answer in answers] == [1, 1]
        assert engine.read_texts == ["hola", "hola\ncuánto vale?"]
        assert len(await _rows(house, "SELECT 1 FROM messages WHERE sender_type = 'ai'")) == 1


async def test_messages_of_a_burst_are_answered_one_by_one_where_the_pack_queues(
    database_url: str, tmp_path: Path
) -> None:
    engine = GatedEngine()
    pack = with_burst(load(ROOT / "packs", TENANT), "queue")
    async with house_of(database_url, tmp_path, engine=engine, pack=pack) as house:
        conversation = await _begin(house)
        first = asyncio.create_task(house.inbox.receive(TENANT, conversation, "m1", "hola"))
        await engine.reading.wait()
        second = asyncio.create_task(house.inbox.receive(TENANT, conversation, "m2", "cuánto vale?"))
        await _until_kept(house, 2)
        engine.go_on.set()
        answers = await asyncio.gather(first, second)
        assert [answer.turn for answer in answers] == [1, 2]
        assert engine.read_texts == ["hola", "cuánto vale?"]


async def test_two_processes_never_answer_one_message_twice(database_url: str, tmp_path: Path) -> None:
    slow, fast = GatedEngine(), ConstantEngine()
    async with (
        house_of(database_url, tmp_path, engine=slow) as here,
        house_of(database_url, tmp_path, engine=fast, seed="b") as there,
    ):
        conversation = await _begin(here)
        waiting = asyncio.create_task(here.inbox.receive(TENANT, conversation, "m1", "hola"))
        await slow.reading.wait()
        [done] = await there.runner.run(TENANT, conversation)
        slow.go_on.set()
        answer = await waiting
        assert (answer.turn, done.seq) == (1, 1)
        assert len(await _rows(here, "SELECT 1 FROM messages WHERE sender_type = 'ai'")) == 1


async def test_nothing_is_said_after_a_person_took_over_in_the_middle_of_a_turn(
    database_url: str, tmp_path: Path
) -> None:
    engine = GatedEngine()
    async with house_of(database_url, tmp_path, engine=engine) as house:
        conversation = await _begin(house)
        waiting = asyncio.create_task(house.inbox.receive(TENANT, conversation, "m1", "hola"))
        await engine.reading.wait()
        async with house.store.unit(TENANT) as unit:
            await take_over(unit, conversation, "dana", MONDAY)
        engine.go_on.set()
        answer = await waiting
        assert (answer.turn, answer.replies, answer.owner) == (None, [], "human")
        assert await _rows(house, "SELECT 1 FROM messages WHERE sender_type = 'ai'") == []


async def test_a_message_to_a_person_is_kept_and_no_turn_runs(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        async with house.store.unit(TENANT) as unit:
            await take_over(unit, conversation, "dana", MONDAY)
        answer = await house.inbox.receive(TENANT, conversation, "m1", "¿sigue ahí?")
        assert answer.owner == "human"
        assert await _rows(house, "SELECT 1 FROM turns") == []
        async with house.store.unit(TENANT) as unit:
            await release(unit, conversation, "dana", MONDAY)
        assert (await house.inbox.receive(TENANT, conversation, "m2", "gracias")).turn == 1


async def test_a_turn_that_died_is_answered_by_the_sweeper(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        await house.inbox.keep(TENANT, conversation, "m1", "hola")
        from datetime import timedelta

        assert await sweep_tenant(house, TENANT, timedelta(seconds=30)) == 0
        assert isinstance(house.clock, StillClock)
        house.clock.move(timedelta(seconds=31))
        assert await sweep_tenant(house, TENANT, timedelta(seconds=30)) == 1
        assert (await house.inbox.receive(TENANT, conversation, "m1", "hola")).turn == 1


async def test_no_connection_is_held_while_agents_work(database_url: str, tmp_path: Path) -> None:
    engine = GatedEngine()
    async with house_of(database_url, tmp_path, engine=engine) as house:
        conversation = await _begin(house)
        waiting = asyncio.create_task(house.inbox.receive(TENANT, conversation, "m1", "hola"))
        await engine.reading.wait()
        assert house.store.busy == 0
        engine.go_on.set()
        await waiting


async def test_a_bug_in_an_agent_becomes_an_apology_and_a_person(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path, engine=BrokenEngine()) as house:
        conversation = await _begin(house)
        answer = await house.inbox.receive(TENANT, conversation, "m1", "hola")
        assert answer.replies
        assert answer.owner == "queue"
        [handoff] = await _rows(house, "SELECT reason FROM handoffs")
        assert handoff["reason"] == "tool_failure"


async def test_a_record_that_refuses_a_write_becomes_an_apology_and_a_person(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse_leads(unit: Any, scope: Any, write: Any) -> None:
        if write["kind"] == "lead.save":
            raise InvalidInputError("a value that does not belong there")
        await apply(unit, scope, write)

    monkeypatch.setattr("graphs.turn.apply", refuse_leads)
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        answer = await house.inbox.receive(TENANT, conversation, "m1", "hola")
        assert answer.replies
        assert answer.owner == "queue"
        assert await _rows(house, "SELECT 1 FROM sales_leads") == []


async def test_a_figure_that_nobody_vouches_for_is_never_sent(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path, engine=LyingEngine()) as house:
        conversation = await _begin(house)
        answer = await house.inbox.receive(TENANT, conversation, "m1", "¿a qué hora abren?")
        assert answer.replies[0]["text"] == "Una disculpa."
        [turn] = await _rows(house, "SELECT record FROM turns")
        assert turn["record"]["verdict"] == "replaced"
        assert turn["record"]["unproven"] == ["$999.999"]


async def test_only_the_last_checkpoints_are_kept(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        for number in range(9):
            await house.inbox.receive(TENANT, conversation, f"m{number}", "hola")
        kept = await _rows(house, "SELECT turn_seq FROM checkpoints ORDER BY turn_seq")
        assert [row["turn_seq"] for row in kept] == [5, 6, 7, 8, 9]
        config: Any = {"configurable": {"thread_id": str(conversation), "tenant": TENANT}}
        history = [found async for found in house.graph.aget_state_history(config)]
        assert len(history) == 5


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00", "x" * 50_000])
async def test_a_text_that_is_no_message_is_refused_and_nothing_is_written(
    text: str, database_url: str, tmp_path: Path
) -> None:
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        with pytest.raises(InvalidInputError, match="expected"):
            await house.inbox.receive(TENANT, conversation, "m1", text)
        assert await _rows(house, "SELECT 1 FROM messages") == []


async def test_an_ended_conversation_takes_no_message(database_url: str, tmp_path: Path) -> None:
    from commerce.conversations.repository import end

    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        async with house.store.unit(TENANT) as unit:
            await end(unit, conversation, MONDAY)
        with pytest.raises(ConversationEndedError, match="start a new one"):
            await house.inbox.receive(TENANT, conversation, "m1", "hola")


async def test_a_conversation_of_another_tenant_does_not_exist(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path) as house:
        conversation = await _begin(house)
        with pytest.raises(UnknownConversationError):
            await arrive(
                house.store,
                "roofing",
                conversation,
                message=SeededIds("x").new(),
                client_id="m1",
                text="hola",
                at=MONDAY,
            )


async def _until_kept(house: House, count: int) -> None:
    """Waits until that many customers' messages are stored."""
    async with asyncio.timeout(10):
        while len(await _rows(house, "SELECT 1 FROM messages WHERE sender_type = 'client'")) < count:
            await asyncio.sleep(0)
