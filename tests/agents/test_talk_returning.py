"""A customer who comes back is known by what they had shown before."""

from typing import Any

from tests.agents.talk import Talk, Talks

BUYS = "quiero comprar el chatbot profesional"


async def _kept(talk: Talk) -> dict[str, int]:
    rows = await talk.rows("SELECT signal, count FROM contact_signals WHERE contact_id = %s", talk.contact)
    return {row["signal"]: row["count"] for row in rows}


def _reasons(turn: dict[str, Any]) -> list[str]:
    return [reason["why"] for reason in turn["lead"]["reasons"]]


async def test_the_wish_to_buy_of_an_earlier_conversation_counts_in_the_score_of_the_next(talks: Talks) -> None:
    first = await talks()
    assert "quiere comprar" in _reasons(await first.say(BUYS))
    second = await first.back()
    turn = await second.say("hola, ¿a qué hora atienden?")
    assert "quiere comprar" in _reasons(turn)
    assert turn["lead"]["score"] >= 25
    [lead] = await second.rows("SELECT signals FROM sales_leads WHERE conversation_id = %s", second.conversation)
    assert "wants_to_buy" in lead["signals"]


async def test_what_one_customer_has_shown_says_nothing_of_another(talks: Talks) -> None:
    first = await talks()
    await first.say(BUYS)
    second = await first.another()
    turn = await second.say("hola, ¿a qué hora atienden?")
    assert _reasons(turn) == []
    assert await _kept(second) == {}


async def test_a_signal_is_kept_with_the_message_that_showed_it(talks: Talks) -> None:
    talk = await talks()
    await talk.say(BUYS)
    [row] = await talk.rows(
        "SELECT m.content FROM contact_signals s JOIN messages m ON m.id = s.last_message "
        "WHERE s.contact_id = %s AND s.signal = 'wants_to_buy'",
        talk.contact,
    )
    assert row["content"] == BUYS


async def test_a_message_that_arrives_twice_shows_its_signals_once(talks: Talks) -> None:
    talk = await talks()
    await talk.say(BUYS)
    before = await _kept(talk)
    assert before["wants_to_buy"] == 1
    await talk.house.inbox.receive(talk.tenant, talk.conversation, "m1", BUYS)
    assert await _kept(talk) == before


async def test_an_earlier_conversation_is_loaded_once_and_not_counted_again(talks: Talks) -> None:
    first = await talks()
    await first.say(BUYS)
    second = await first.back()
    await second.play("hola", "¿a qué hora atienden?")
    assert (await _kept(first))["wants_to_buy"] == 1
