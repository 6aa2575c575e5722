"""People at work in a conversation: nothing of the bot after a take-over, nothing lost, one at a time."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from commerce.conversations import repository as conversations
from commerce.conversations.ownership import AlreadyTakenError, LeaseLostError, NotHeldError
from evals.takeover.engine import SlowEngine
from graphs.inbox import Opening
from kit.clock import StillClock
from kit.errors import InvalidInputError
from server.wiring import House
from store.unit import Row
from tests.houses import house_of

TENANT = "colombiatic"
ANA, LUIS = "ana", "luis"


class Talk:
    def __init__(self, house: House, id: UUID) -> None:
        self.house = house
        self.id = id

    async def hear(self, text: str, name: str) -> None:
        await self.house.inbox.receive(TENANT, self.id, name, text)

    async def row(self) -> Row:
        async with self.house.store.unit(TENANT) as unit:
            return await conversations.get(unit, self.id)

    async def said(self) -> list[tuple[str, str]]:
        _, messages = await self.house.inbox.view(TENANT, self.id)
        return [(message["sender_type"], message["content"]) for message in messages]

    def wait(self, **by: float) -> None:
        assert isinstance(self.house.clock, StillClock)
        self.house.clock.move(timedelta(**by))


@pytest.fixture
async def talk(database_url: str, tmp_path: Path) -> AsyncIterator[Talk]:
    async with house_of(database_url, tmp_path) as house:
        yield Talk(house, (await house.inbox.start(TENANT, Opening())).conversation)


async def test_while_a_person_has_it_the_bot_is_silent_and_nothing_is_lost(talk: Talk) -> None:
    people = talk.house.people
    await people.take(TENANT, talk.id, ANA)
    await talk.hear("¿me ayuda?", "m1")
    await people.say(TENANT, talk.id, ANA, "a1", "Claro, soy Ana.")
    assert await talk.said() == [("client", "¿me ayuda?"), ("agent", "Claro, soy Ana.")]
    row = await talk.row()
    assert row["handled_seq"] == row["inbound_seq"]


async def test_the_same_message_of_a_person_twice_is_sent_once(talk: Talk) -> None:
    await talk.house.people.take(TENANT, talk.id, ANA)
    first = await talk.house.people.say(TENANT, talk.id, ANA, "a1", "Hola")
    again = await talk.house.people.say(TENANT, talk.id, ANA, "a1", "Hola")
    assert first["seq"] == again["seq"]
    assert await talk.said() == [("agent", "Hola")]


async def test_who_does_not_hold_it_cannot_write_in_it(talk: Talk) -> None:
    people = talk.house.people
    with pytest.raises(LeaseLostError, match="with the assistant"):
        await people.say(TENANT, talk.id, ANA, "a1", "Hola")
    await people.take(TENANT, talk.id, ANA)
    with pytest.raises(LeaseLostError, match="with ana"):
        await people.say(TENANT, talk.id, LUIS, "l1", "Hola")
    with pytest.raises(LeaseLostError, match="only they"):
        await people.transfer(TENANT, talk.id, LUIS, LUIS)
    with pytest.raises(NotHeldError):
        await people.give_back(TENANT, talk.id, LUIS)
    assert await talk.said() == []


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5000])
async def test_what_cannot_be_a_message_is_refused(talk: Talk, text: str) -> None:
    await talk.house.people.take(TENANT, talk.id, ANA)
    with pytest.raises(InvalidInputError, match="characters"):
        await talk.house.people.say(TENANT, talk.id, ANA, "a1", text)


async def test_of_two_who_take_it_at_once_one_gets_it(talk: Talk) -> None:
    people = talk.house.people
    outcomes = await asyncio.gather(
        *(people.take(TENANT, talk.id, agent) for agent in (ANA, LUIS)), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == [AlreadyTakenError]


async def test_a_transfer_moves_the_lease(talk: Talk) -> None:
    people = talk.house.people
    await people.take(TENANT, talk.id, ANA)
    await people.transfer(TENANT, talk.id, ANA, LUIS)
    with pytest.raises(LeaseLostError):
        await people.say(TENANT, talk.id, ANA, "a1", "sigo aquí")
    await people.say(TENANT, talk.id, LUIS, "l1", "ahora sigo yo")


async def test_left_alone_for_five_minutes_it_goes_back_and_the_customer_is_answered(talk: Talk) -> None:
    people = talk.house.people
    await people.take(TENANT, talk.id, ANA)
    await people.say(TENANT, talk.id, ANA, "a1", "Le averiguo.")
    await talk.hear("¿qué pasó?", "m1")
    talk.wait(minutes=4)
    assert await people.warn_idle(TENANT) == [talk.id]
    assert await people.give_back_idle(TENANT) == []
    talk.wait(minutes=1)
    assert await people.give_back_idle(TENANT) == [talk.id]
    roles = [role for role, _ in await talk.said()]
    assert roles == ["agent", "client", "ai"], "the bot answers what had waited, once"


async def test_what_was_left_alone_goes_back_though_everything_was_restarted(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path) as before:
        talk = Talk(before, (await before.inbox.start(TENANT, Opening())).conversation)
        await before.people.take(TENANT, talk.id, ANA)
        await talk.hear("¿sigue ahí?", "m1")
    async with house_of(database_url, tmp_path, seed="later") as after:
        talk = Talk(after, talk.id)
        talk.wait(minutes=4)
        assert await after.people.warn_idle(TENANT) == [talk.id]
        talk.wait(minutes=1)
        assert await after.people.give_back_idle(TENANT) == [talk.id]
        assert [role for role, _ in await talk.said()] == ["client", "ai"]


async def test_who_is_typing_keeps_it(talk: Talk) -> None:
    people = talk.house.people
    await people.take(TENANT, talk.id, ANA)
    await talk.hear("¿y?", "m1")
    talk.wait(minutes=4, seconds=30)
    await people.typing(TENANT, talk.id, ANA)
    talk.wait(minutes=4)
    assert await people.give_back_idle(TENANT) == []


async def test_a_hand_back_tells_the_bot_what_the_person_promised(talk: Talk) -> None:
    people = talk.house.people
    await talk.hear("hola", "m0")
    await people.take(TENANT, talk.id, ANA)
    await talk.hear("¿me hace descuento?", "m1")
    await people.say(TENANT, talk.id, ANA, "a1", "Le dejo el sitio en $3.450.000, y le respondo el 30 de noviembre.")
    await people.give_back(TENANT, talk.id, ANA)
    trace = (await talk.house.inbox.trace(TENANT, talk.id))["turns"]
    facts = {(fact["kind"], fact["source"]) for fact in trace[-1]["facts"]}
    assert ("money", "person:ana") in facts
    async with talk.house.store.unit(TENANT) as unit:
        kept = await unit.row("SELECT state FROM checkpoints ORDER BY turn_seq DESC LIMIT 1")
    assert kept is not None
    recent = [(line["role"], line["text"][:12]) for line in kept["state"]["channel_values"]["recent"]]
    assert recent[-2:] == [("client", "¿me hace des"), ("agent", "Le dejo el s")]
    assert [role for role, _ in await talk.said()][-1] == "agent", "handing back says nothing by itself"


async def test_a_take_over_in_the_middle_of_a_reply_cuts_it_and_keeps_what_was_shown(
    database_url: str, tmp_path: Path
) -> None:
    async with house_of(database_url, tmp_path, engine=SlowEngine(Random(1), 0.0)) as house:
        talk = Talk(house, (await house.inbox.start(TENANT, Opening())).conversation)
        shown: list[str] = []

        async def watch(sentence: str) -> None:
            shown.append(sentence)
            if len(shown) == 2:
                await house.people.take(TENANT, talk.id, ANA)

        answer = await house.inbox.receive(TENANT, talk.id, "m1", "¿me ayuda?", release=watch)
        assert (answer.turn, answer.owner) == (None, "human")
        assert len(shown) == 2, "nothing more is shown once the take-over is acknowledged"
        assert await talk.said() == [("client", "¿me ayuda?"), ("ai", "".join(shown))]
        _, messages = await house.inbox.view(TENANT, talk.id)
        assert messages[-1]["metadata"] == {"interrupted": True}


async def test_a_turn_that_is_run_again_shows_no_sentence_twice(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path, engine=SlowEngine(Random(1), 0.0)) as house:
        talk = Talk(house, (await house.inbox.start(TENANT, Opening())).conversation)
        shown: list[str] = []

        async def watch(sentence: str) -> None:
            shown.append(sentence)
            if len(shown) == 1:
                await house.inbox.keep(TENANT, talk.id, "m2", "y otra cosa")

        await house.inbox.receive(TENANT, talk.id, "m1", "¿me ayuda?", release=watch)
        assert shown == list(dict.fromkeys(shown))
        assert [role for role, _ in await talk.said()] == ["client", "client", "ai"]
