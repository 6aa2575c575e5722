"""A customer turns around in the middle: starts over, drops it, asks again, or wants several things at once."""

import pytest

from tests.agents.talk import Talks, at, kinds, offered


async def test_several_wishes_in_one_message_are_all_served_with_one_question(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say(
        "Hola, ¿cuánto cuesta el chatbot profesional, qué formas de pago manejan y a qué hora atienden?"
    )
    assert {"price", "answer"} <= kinds(turn)
    assert len([act for act in turn["acts"] if act["kind"] == "answer"]) == 2
    assert len([act for act in turn["acts"] if act["kind"] == "ask"]) == 1
    assert talk.lead == "quoter"


async def test_a_price_beside_a_booking_is_told_and_the_booking_leads(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say(
        "Hola, ¿cuánto cuesta el chatbot esencial? y quiero agendar una demo el viernes a las 4 de la tarde"
    )
    assert "price" in kinds(turn)
    assert (talk.lead, talk.asked) == ("scheduler", "customer_name")
    await talk.play("Ana Ruiz, ana@ruiz.co", "sí")
    assert await talk.booked() == [at("2026-11-27 16:00")]


async def test_a_greeting_comes_once(talks: Talks) -> None:
    talk = await talks()
    first = await talk.say("hola")
    second = await talk.say("¿a qué hora atienden?")
    assert "greet" in kinds(first)
    assert "greet" not in kinds(second)


async def test_a_yes_with_thanks_is_answered_by_one_courtesy(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("sí, muchas gracias")
    assert [act["say"] for act in turn["acts"] if act["kind"] in {"thanks", "noted"}] == ["thanks"]


@pytest.mark.parametrize("words", ["empecemos de nuevo", "olvídalo, ya no quiero"])
async def test_a_booking_under_way_is_dropped_when_the_customer_says_so(words: str, talks: Talks) -> None:
    talk = await talks()
    await talk.say("quiero agendar una demo el miércoles a las 3 de la tarde")
    turn = await talk.say(words)
    assert not talk.state.get("flows")
    assert (turn["pending"], talk.asked) == (None, None)
    await talk.say("sí")
    assert await talk.booked() == []


@pytest.mark.parametrize("words", ["empecemos de nuevo", "olvídalo, ya no quiero", "let's start over"])
async def test_what_waits_for_a_yes_is_dropped_when_the_customer_says_so(words: str, talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    turn = await talk.say(words)
    assert turn["pending"] is None
    await talk.say("sí")
    assert await talk.booked() == []


async def test_who_starts_over_books_anew_from_the_beginning(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero agendar una demo el miércoles a las 3 de la tarde", "empecemos de nuevo")
    turn = await talk.say("quiero agendar una demo el viernes")
    assert {time.date() for time in offered(turn)} == {at("2026-11-27 00:00").date()}


async def test_what_was_said_is_said_again_and_the_offer_stands(talks: Talks) -> None:
    talk = await talks()
    await talk.say("quiero agendar una demo el viernes")
    turn = await talk.say("repite por favor")
    assert "repeat" in kinds(turn)
    assert talk.asked == "slot"
    await talk.play("a las 8", "Ana Ruiz, ana@ruiz.co", "sí")
    assert await talk.booked() == [at("2026-11-27 08:00")]


async def test_what_waits_for_a_yes_is_said_again_once_and_goes_on_waiting(talks: Talks) -> None:
    talk = await talks()
    before = await talk.to_the_confirmation()
    turn = await talk.say("¿me repite?")
    assert turn["pending"] == before["pending"]
    await talk.say("sí")
    assert await talk.booked() == [at("2026-11-25 15:00")]


async def test_words_that_nobody_understands_leave_the_question_of_a_booking_open(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero agendar una demo el miércoles en la mañana", "asdf qwer zxcv")
    assert talk.asked == "slot"
    await talk.play("a las 10", "Ana Ruiz, ana@ruiz.co", "sí")
    assert await talk.booked() == [at("2026-11-25 10:00")]


async def test_a_question_about_an_order_in_the_middle_of_a_booking_leaves_one_question(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    turn = await talk.say("¿cómo va mi pedido?")
    assert turn["pending"] is not None


async def test_thanks_at_the_end_ask_nothing(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    turn = await talk.play("sí", "muchas gracias")
    assert "thanks" in kinds(turn)
    assert talk.asked is None


async def test_a_customer_with_many_messages_is_not_taken_to_want_none(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("tenemos una ferretería y no damos abasto con los mensajes")
    assert "consent.opt_out" not in turn["writes"]
    assert turn["profile"]["need"]


@pytest.mark.parametrize("words", ["no me escriban más", "stop sending me messages"])
async def test_a_customer_who_wants_no_messages_is_taken_at_their_word(words: str, talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say(words)
    assert "consent.opt_out" in turn["writes"]
    assert talk.asked is None


async def test_who_answers_a_name_and_an_address_is_not_taken_to_tell_a_need(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.to_the_confirmation()
    assert "need" not in turn["profile"]


@pytest.mark.parametrize(
    "told",
    ["queremos cambiar lo que tenemos porque ya está viejo", "es que se nos pierden clientes porque contestamos tarde"],
)
async def test_a_need_in_free_words_is_taken_and_not_asked_for_again(told: str, talks: Talks) -> None:
    talk = await talks()
    await talk.play("hola", "quiero información")
    assert talk.asked == "need"
    await talk.say(told)
    assert talk.asked != "need"
    assert "need" in talk.state["profile"]
