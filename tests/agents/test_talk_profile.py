"""What is asked of a customer: one thing a message, never what is known, and once more where it looks like a slip."""

from tests.agents.talk import Talks


async def test_a_booking_asks_for_one_thing_a_message(talks: Talks) -> None:
    talk = await talks()
    await talk.say("quiero agendar una demo el miércoles a las 3 de la tarde")
    assert talk.asked == "customer_name"
    await talk.say("Ana Ruiz")
    assert talk.asked == "email"
    turn = await talk.say("ana@ruiz.co")
    assert turn["pending"]["kind"] == "appointment.book"


async def test_what_was_said_in_passing_is_not_asked_for(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play(
        "hola, soy Ana Ruiz y mi correo es ana@ruiz.co", "quiero agendar una demo el miércoles a las 3 de la tarde"
    )
    assert turn["pending"]["kind"] == "appointment.book"


async def test_every_field_says_which_message_it_came_from_and_how_sure_it_is(talks: Talks) -> None:
    talk = await talks()
    await talk.say("soy Ana Ruiz, ana@ruiz.co")
    field = talk.state["profile"]["email"]
    [message] = await talk.rows(
        "SELECT id FROM messages WHERE conversation_id = %s AND sender_type = 'client'", talk.conversation
    )
    assert (field["source"], field["value"]) == (str(message["id"]), "ana@ruiz.co")
    assert 0 < field["confidence"] <= 1


async def test_an_address_that_looks_like_a_slip_is_asked_about_and_a_yes_mends_it(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("quiero agendar una demo el miércoles a las 3 de la tarde", "Ana Ruiz, ana@gmial.com")
    assert talk.asked == "email_doubt"
    assert "ana@gmail.com" in turn["reply"]
    turn = await talk.say("sí")
    assert turn["pending"]["kind"] == "appointment.book"
    assert "ana@gmail.com" in turn["reply"]
    assert talk.state["profile"]["email"]["confirmed"]
    await talk.say("sí, confirmo")
    [row] = await talk.rows("SELECT details FROM appointments WHERE status = 'booked'")
    assert row["details"]["email"] == "ana@gmail.com"


async def test_a_no_keeps_the_address_as_it_was_written(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("quiero agendar una demo el miércoles a las 3 de la tarde", "Ana Ruiz, ana@gmial.com", "no")
    assert turn["pending"]["kind"] == "appointment.book"
    assert "ana@gmial.com" in turn["reply"]


async def test_another_address_in_answer_is_the_one_that_counts(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play(
        "quiero agendar una demo el miércoles a las 3 de la tarde", "Ana Ruiz, ana@gmial.com", "no, es ana@ruiz.co"
    )
    assert "ana@ruiz.co" in turn["reply"]
    assert turn["pending"]["kind"] == "appointment.book"


async def test_an_address_that_is_none_is_asked_for_again_in_other_words(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero agendar una demo el miércoles a las 3 de la tarde", "Ana Ruiz")
    turn = await talk.say("ana arroba")
    assert talk.asked == "email"
    assert {act["say"] for act in turn["acts"]} & {"ask_again.email", "book.email"}
    assert await talk.booked() == []
