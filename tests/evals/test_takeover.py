"""Everybody acts at once, and still one speaks at a time; a fault that is put in is found."""

from pathlib import Path
from random import Random

import pytest

from evals.takeover.engine import SlowEngine
from evals.takeover.judge import holds_of, judge
from evals.takeover.many import play_many
from evals.takeover.play import Played, play
from kit.settings import ROOT
from tests.houses import house_of, settings_for

TENANT = "colombiatic"


async def test_whatever_comes_first_one_speaks_at_a_time_and_nothing_is_lost(database_url: str, tmp_path: Path) -> None:
    from commerce.packs.load import load

    pack = load(ROOT / "packs", TENANT, tmp_path / "cache")
    found = await play_many(settings_for(database_url, tmp_path), pack, runs=12, seed=7, at_once=6)
    assert found["faults"] == []
    assert found["takeovers"] > 0
    assert found["bot_messages"] > 0


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("UPDATE messages SET sender_type = 'ai' WHERE sender_type = 'agent'", "the assistant spoke"),
        ("UPDATE messages SET sender_id = 'eva' WHERE sender_type = 'agent'", "without having the conversation"),
        ("DELETE FROM messages WHERE sender_type = 'client' AND content = 'hola'", "the customer sent"),
    ],
)
async def test_a_fault_that_is_put_in_is_found(database_url: str, tmp_path: Path, fault: str, told: str) -> None:
    engine = SlowEngine(Random(1), 0.0)
    async with house_of(database_url, tmp_path, engine=engine) as house:
        run: Played = await play(house, TENANT, Random(3))
        await house.inbox.keep(TENANT, run.conversation, "last", "hola")
        run.sent.append("hola")
        await house.people.take(TENANT, run.conversation, "ana")
        await house.people.say(TENANT, run.conversation, "ana", "x", "Aquí estoy.")
        assert (await judge(house, TENANT, run))[0] == []
        async with house.store.unit(TENANT) as unit:
            await unit.run(fault)
        wrong, _ = await judge(house, TENANT, run)
    assert any(told in line for line in wrong), wrong


def test_a_hold_ends_where_the_next_one_begins() -> None:
    trail = [
        {"action": "conversation.take_over", "actor": "ana", "detail": {"after": 2}},
        {"action": "conversation.transfer", "actor": "ana", "detail": {"to": "luis"}},
        {"action": "conversation.take_over", "actor": "luis", "detail": {"after": 4}},
        {"action": "conversation.release", "actor": "system", "detail": {"after": 6}},
    ]
    assert [(h.agent, h.after, h.until) for h in holds_of(trail, 9)] == [("ana", 2, 4), ("luis", 4, 6)]
