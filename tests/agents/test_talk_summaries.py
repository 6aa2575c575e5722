"""What ends or is handed over is summed up: for the team, and for the customer who agreed on something."""

from typing import Any

import pytest

from server.deliveries import Deliveries
from tests.agents.talk import Talk, Talks

SUMMARIES = "SELECT * FROM summaries WHERE conversation_id = %s ORDER BY audience"


async def _summaries(talk: Talk) -> list[dict[str, Any]]:
    return await talk.rows(SUMMARIES, talk.conversation)


def _style(talk: Talk, **wanted: Any) -> None:
    """The tenant's pack with another wish for its summaries."""
    from dataclasses import replace

    tenant = talk.house.tenants[talk.tenant]
    agent = tenant.pack.file.sales_agent
    told = agent.conversation_summaries.model_copy(update=wanted)
    file = tenant.pack.file.model_copy(
        update={"sales_agent": agent.model_copy(update={"conversation_summaries": told})}
    )
    talk.house.tenants[talk.tenant] = replace(tenant, pack=tenant.pack.model_copy(update={"file": file}))


async def _booked(talk: Talk) -> None:
    await talk.say("tenemos una ferretería y nos escriben como 200 personas al día preguntando precios")
    await talk.to_the_confirmation()
    await talk.say("sí, confirmo")


async def test_a_conversation_that_ends_is_told_to_the_team_and_to_the_customer(talks: Talks) -> None:
    talk = await talks()
    await _booked(talk)
    await talk.silence(hours=3)
    customer, sales = await _summaries(talk)
    assert (customer["audience"], customer["recipient"], customer["reason"]) == ("customer", "ana@ruiz.co", "end")
    assert "miércoles 25 de noviembre a las 3:00 p. m." in customer["body"]
    assert "Ana" in customer["body"]
    assert "Puntaje" not in customer["body"]
    assert sales["recipient"] == "natalia.cifuentes@colombiatic.example"
    assert "Ana Ruiz" in sales["body"]
    assert "Puntaje" in sales["body"]
    assert "200 personas" in sales["body"]
    assert talk.state["summary"]


@pytest.mark.parametrize("style", ["professional", "casual", "detailed"])
@pytest.mark.parametrize("business", ["colombiatic", "roofing"])
async def test_each_style_tells_the_same_story_in_its_own_way(style: str, business: str, talks: Talks) -> None:
    talk = await talks(business)
    _style(talk, template_style=style)
    words = ["quiero una cotización del chatbot esencial", "soy Ana Ruiz, ana@ruiz.co"]
    if business == "roofing":
        words = ["I need a quote for architectural shingles, 2000 sq ft", "I'm Ann Reed, ann@reed.com"]
    await talk.play(*words)
    await talk.silence(hours=3)
    found = await _summaries(talk)
    assert {row["style"] for row in found} == {style}
    [quote] = {row["proposal_number"] for row in await talk.rows("SELECT proposal_number FROM quotes")}
    assert all(quote in row["body"] for row in found)
    assert {row["audience"] for row in found} == {"customer", "sales"}
    assert not any("None" in row["body"] or "  " in row["body"] for row in found)


async def test_a_talk_in_which_nothing_was_told_is_not_summed_up(talks: Talks) -> None:
    talk = await talks()
    await talk.say("¿a qué hora atienden?")
    await talk.silence(hours=3)
    assert await _summaries(talk) == []


async def test_a_pack_may_keep_its_summaries_and_send_none(talks: Talks) -> None:
    talk = await talks()
    _style(talk, email_enabled=False)
    await _booked(talk)
    await talk.silence(hours=3)
    assert [row["recipient"] for row in await _summaries(talk)] == [None, None]


async def test_a_pack_may_want_none(talks: Talks) -> None:
    talk = await talks()
    _style(talk, auto_generate=False)
    await _booked(talk)
    await talk.silence(hours=3)
    assert await _summaries(talk) == []


async def test_a_hand_over_is_told_to_the_team_alone_and_delivered_once(talks: Talks) -> None:
    talk = await talks()
    await talk.play("soy Ana Ruiz, ana@ruiz.co", "quiero hablar con una persona")
    [row] = await _summaries(talk)
    assert (row["audience"], row["reason"]) == ("sales", "handoff")
    assert "Natalia Cifuentes sigue con el caso" in row["body"]
    deliveries = Deliveries(talk.house)
    for _ in range(2):
        await deliveries.deliver(talk.tenant, row["outbox_id"])
    [sent] = await talk.rows("SELECT status, result FROM outbox WHERE id = %s", row["outbox_id"])
    assert sent["status"] == "done"
    assert sent["result"]["receipt"]


async def test_the_story_outlives_the_messages_that_are_forgotten(talks: Talks) -> None:
    talk = await talks()
    await talk.say("tenemos una ferretería y nos escriben como 200 personas al día preguntando precios")
    for _ in range(4):
        await talk.play("¿a qué hora atienden?", "¿dónde quedan?", "¿qué formas de pago manejan?")
    assert "ferretería" not in " ".join(message["text"] for message in talk.state["recent"])
    assert "ferretería" in talk.state["summary"]
