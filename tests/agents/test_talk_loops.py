"""What used to be asked over and over: a choice put to who wants a time, what was skipped, what is known already."""

from typing import Any

import pytest

from tests.agents.talk import Talk, Talks, kinds, offered

VISIT = "I want to book an inspection tomorrow at 10 am"


def _args(talk: Talk) -> dict[str, Any]:
    """What a yes would do."""
    assert talk.pending is not None
    return talk.pending["args"]


async def _waiting_order(talks: Talks) -> Talk:
    talk = await talks("autoparts")
    await talk.play("quiero 2 filtros de aceite para jetta 2.5 2015, paso por ellos a Centro", "Lupe Díaz")
    assert talk.pending is not None
    return talk


async def test_a_wish_for_a_time_said_to_a_question_of_things_gets_times(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("quote me a metal roof")
    assert talk.asked == "area"
    turn = await talk.say("when can we book it?")
    assert offered(turn)
    assert "quote" in talk.state["flows"]


async def test_a_field_that_is_skipped_gives_way_to_the_next_for_good(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("hi there", "so, we need it fixed before the rain", "yes please", "start over please")
    await talk.say("am I talking to a machine?")
    assert talk.asked == "vehicle"
    asked = []
    for _ in range(3):
        await talk.say("I don't know")
        asked.append(talk.asked)
    assert "vehicle" not in asked
    assert asked[0] == "customer_name"


async def test_a_name_that_is_put_right_after_going_back_leads_on_to_the_confirmation(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("¿tienen espacio el jueves a las 10 a. m. para una cita?", "mi nombre es Iván Castaño")
    await talk.play("55 5651 4220", "regresemos al paso anterior")
    assert talk.asked == "phone"
    turn = await talk.say("perdón, mi nombre es Iván Linares")
    assert turn["pending"]["kind"] == "appointment.book"
    assert "Iván Linares" in turn["reply"]


@pytest.mark.parametrize("slip", ["mi nmbre es Ana Ruiz", "prdón, mi nobmre es Ana Ruiz"])
async def test_a_name_that_is_put_right_with_a_slip_is_taken(talks: Talks, slip: str) -> None:
    talk = await talks()
    await talk.play("quiero agendar una demo el miércoles a las 3 de la tarde", "Ana Rui, ana@ruiz.co")
    turn = await talk.say(slip)
    assert "corrected" in kinds(turn)
    assert "Ana Ruiz" in turn["reply"]
    assert turn["pending"]["kind"] == "appointment.book"
    assert _args(talk)["details"]["customer_name"] == "Ana Ruiz"


async def test_a_name_that_is_put_right_beside_another_question_is_no_wrong_answer_to_it(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.play(VISIT, "Bob Smith", "my nmae is Bob Smythe")
    assert "Bob Smythe" in turn["reply"]
    assert turn["acts"][-1]["say"] == "ask.phone"


async def test_a_name_that_follows_an_excuse_on_a_line_of_its_own_is_taken(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play(VISIT, "sorry\nDoug Nguyen")
    assert talk.asked == "phone"


async def test_a_doubt_beside_the_times_of_a_move_leaves_them_on_offer(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.play("sí", "quiero cambiar la cita")
    turn = await talk.say("es muy caro")
    assert "handle_objection" in kinds(turn)
    assert offered(turn)
    turn = await talk.say("el jueves a las 10")
    assert turn["pending"]["kind"] == "appointment.reschedule"


@pytest.mark.parametrize(
    "said", ["mejor en Constituyentes", "que sea en Satélite", "mejor paso a Satélite", "no, en Satélite"]
)
async def test_another_branch_amends_the_order_that_waits(talks: Talks, said: str) -> None:
    talk = await _waiting_order(talks)
    turn = await talk.say(said)
    assert turn["pending"]["kind"] == "order.place"
    assert _args(talk)["delivery"]["branch"] == said.rsplit(maxsplit=1)[-1]
    assert "2 ×" in turn["reply"]


async def test_a_question_about_another_branch_amends_nothing(talks: Talks) -> None:
    talk = await _waiting_order(talks)
    await talk.say("tienen estacionamiento en Satélite")
    assert _args(talk)["delivery"]["branch"] == "Centro"


async def test_a_quote_that_is_asked_for_instead_of_an_address_is_one(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("tienen balatas delanteras para jetta 2.5 2015?", "las quiero", "Lupe Díaz")
    assert talk.asked == "delivery"
    turn = await talk.say("cotízame 2 juegos")
    assert turn["pending"]["kind"] == "quote.accept"
    [cart] = await talk.rows("SELECT items FROM cart_sessions WHERE contact_id = %s", talk.contact)
    assert [line["quantity"] for line in cart["items"]] == [1]


async def test_what_was_just_told_is_told_of_a_part_of_it_in_other_words(talks: Talks) -> None:
    talk = await talks("autoparts")
    first = await talk.say("¿a qué hora abren?")
    second = await talk.say("¿abren los sábados?")
    assert second["reply"] != first["reply"]
    assert second["acts"][0]["say"] == "told_within"


async def test_a_time_said_to_the_offer_of_a_quote_moves_the_appointment_and_quotes_nothing(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play(
        "¿tienen espacio el jueves a las 10 a. m. para una cita?", "soy Raúl Villegas", "55 5251 4730", "sí"
    )
    await talk.say("vi uno más barato en otro lado")
    assert talk.asked == "next_step"
    turn = await talk.say("no voy a poder ir, ¿la podemos mover para el martes a las 2 p. m.?")
    assert turn["pending"]["kind"] == "appointment.reschedule"
    assert "show_quote" not in kinds(turn)
