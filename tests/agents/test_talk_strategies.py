"""A strategy changes what is asked and in which words; a returning customer is known by name and not asked again."""

from dataclasses import replace
from typing import Any

import pytest

from commerce.packs.process import Strategy
from graphs.inbox import Opening
from tests.agents.talk import Talk, Talks

TELLS = "soy Ana Ruiz"


def _sells_by(talk: Talk, **how: Any) -> None:
    """The tenant sells by one strategy alone."""
    tenant = talk.house.tenants[talk.tenant]
    only = Strategy(id=how.pop("id", "only"), name={"es": "única"}, when=[], **how)
    talk.house.tenants[talk.tenant] = replace(tenant, pack=tenant.pack.model_copy(update={"strategies": [only]}))


@pytest.mark.parametrize(
    ("strategy", "asked", "says"),
    [
        ({"lead_with": "question"}, "need", "ask.need"),
        ({"lead_with": "answer"}, "next_step", "next_step.appointment"),
        ({"lead_with": "appointment"}, "next_step", "next_step.appointment"),
        ({"lead_with": "appointment", "id": "urgent"}, "next_step", "next_step.appointment.urgent"),
        ({"lead_with": "offer"}, "next_step", "next_step.quote"),
        ({"lead_with": "answer", "offer_appointment": False}, "email", "ask.email"),
    ],
)
async def test_the_same_words_are_led_on_from_by_the_strategy(
    strategy: dict[str, Any], asked: str, says: str, talks: Talks
) -> None:
    talk = await talks()
    _sells_by(talk, **strategy)
    turn = await talk.say(TELLS)
    assert (talk.lead, talk.asked) == ("qualifier", asked)
    assert says in {act["say"] for act in turn["acts"]}


async def test_a_strategy_may_ask_for_the_need_before_it_tells_a_price(talks: Talks) -> None:
    plain = await talks()
    told = await plain.say("¿cuánto cuesta el chatbot profesional?")
    assert "5.900.000" in told["reply"]
    asking = await plain.another()
    _sells_by(asking, ask_before_price=True)
    first = await asking.say("¿cuánto cuesta el chatbot profesional?")
    assert "5.900.000" not in first["reply"]
    assert asking.asked == "need"
    again = await asking.say("responder precios, ¿y cuánto cuesta?")
    assert "5.900.000" in again["reply"]


async def test_hurry_chooses_its_own_strategy_and_its_own_words(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("es muy urgente, estamos perdiendo clientes")
    assert talk.state["strategy"] == "urgent"
    assert "next_step.appointment.urgent" in {act["say"] for act in turn["acts"]}


async def test_who_comes_back_is_greeted_by_name_and_not_asked_who_they_are(talks: Talks) -> None:
    first = await talks()
    await first.to_the_confirmation()
    await first.say("sí, confirmo")
    again = await first.back()
    turn = await again.say("hola")
    assert "Ana" in turn["reply"]
    assert {"customer_name", "email"} <= turn["profile"].keys()
    turn = await again.say("quiero agendar otra demo el jueves a las 3 de la tarde")
    assert turn["pending"]["kind"] == "appointment.book"
    assert "ana@ruiz.co" in turn["reply"]


async def test_what_was_needed_last_time_is_asked_anew(talks: Talks) -> None:
    first = await talks()
    await first.play("tenemos una ferretería y nos escriben 200 personas al día", "soy Ana Ruiz, necesito un chatbot")
    again = await first.back()
    turn = await again.say("hola")
    assert "need" not in turn["profile"]


async def test_a_stranger_is_greeted_without_a_name(talks: Talks) -> None:
    first = await talks()
    await first.to_the_confirmation()
    other = await first.another()
    assert "Ana" not in (await other.say("hola"))["reply"]


async def test_the_welcome_knows_who_comes_back(talks: Talks) -> None:
    first = await talks()
    await first.say("soy Ana Ruiz")
    inbox = first.house.inbox
    again = await inbox.start(first.tenant, Opening(external_id=first.visitor, welcome=True))
    stranger = await inbox.start(first.tenant, Opening(welcome=True))
    assert "Ana" in again.messages[0]["content"]
    assert "Ana" not in stranger.messages[0]["content"]


@pytest.mark.parametrize(
    ("strategy", "asked"),
    [
        ({"lead_with": "answer"}, "offer"),
        ({"lead_with": "offer"}, "offer"),
        ({"lead_with": "question"}, "need"),
        ({"lead_with": "appointment"}, "next_step"),
        ({"lead_with": "appointment", "offer_appointment": False}, "offer"),
    ],
)
async def test_what_follows_a_price_is_the_strategy_s_own_step(
    strategy: dict[str, Any], asked: str, talks: Talks
) -> None:
    talk = await talks()
    _sells_by(talk, **strategy)
    turn = await talk.say("¿cuánto cuesta el chatbot profesional?")
    assert "5.900.000" in turn["reply"]
    assert talk.asked == asked


async def test_the_need_that_was_asked_after_a_price_is_not_asked_after_the_next(talks: Talks) -> None:
    talk = await talks()
    _sells_by(talk, lead_with="question")
    await talk.play("¿cuánto cuesta el chatbot profesional?", "¿y el esencial?")
    assert talk.asked == "offer"
