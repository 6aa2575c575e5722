"""After the yes: what was booked is taken back, changed or asked about in a word."""

import pytest

from tests.agents.talk import Talks, at, kinds


@pytest.mark.parametrize("words", ["cancélela mejor", "ya no quiero", "olvídelo, cancele"])
async def test_who_drops_what_is_booked_is_asked_whether_to_cancel_it(words: str, talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("sí")
    turn = await talk.say(words)
    assert turn["pending"]["kind"] == "appointment.cancel"
    assert await talk.booked() == [at("2026-11-25 15:00")]
    await talk.say("sí")
    assert await talk.booked() == []


@pytest.mark.parametrize(
    "words", ["puede cancelarla", "actually can you cancel it", "¿me la puede cancelar, por favor?"]
)
async def test_who_asks_to_cancel_what_is_booked_is_offered_that_and_no_terms(words: str, talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    turn = await talk.play("sí", words)
    assert turn["pending"]["kind"] == "appointment.cancel"
    assert "answer" not in kinds(turn)


async def test_with_nothing_booked_there_is_nothing_to_cancel(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("¿a qué hora atienden?", "olvídelo, cancele")
    assert "cancelled_flow" in kinds(turn)
    assert turn["pending"] is None


async def test_a_leak_told_again_is_met_with_the_visit_that_is_booked(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play("book an inspection monday at 10am", "Tom Becker, 734 555 0188, 448 Maple St, Livonia", "yes")
    turn = await talk.say("water is leaking into the kitchen, what should I do meanwhile?")
    assert {"answer", "my_appointment"} <= kinds(turn)
    assert talk.asked is None


async def test_a_price_asked_of_the_quote_that_waits_is_its_own_total(talks: Talks) -> None:
    talk = await talks()
    quoted = await talk.say("cotíceme el chatbot profesional")
    turn = await talk.say("¿y con el IVA cuánto queda?")
    assert "explanation" in kinds(turn)
    assert turn["pending"]["digest"] == quoted["pending"]["digest"]


async def test_after_an_accepted_quote_how_to_pay_is_told_and_no_need_asked(talks: Talks) -> None:
    talk = await talks()
    await talk.play("cotíceme el chatbot profesional", "sí, la acepto")
    turn = await talk.say("¿y ahora cómo pago?")
    assert "answer" in kinds(turn)
    assert talk.asked is None


async def test_tomorrow_alone_wishes_for_a_time_and_takes_no_leave(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.play("what does an inspection cost", "tomorrow")
    assert "goodbye" not in kinds(turn)
