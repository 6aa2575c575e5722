"""Business that goes on beside what was asked: a copy, a yes, an offer of money, another person, late answers."""

from typing import Any

import pytest

from tests.agents.talk import Talk, Talks, kinds, offered

PADS = "cuánto cuestan las balatas cerámicas de jetta 2015?"
ROOF = "quote me a 2,000 sq ft roof with architectural shingles"


def _waiting(talk: Talk) -> dict[str, Any]:
    """What a yes would do."""
    assert talk.pending is not None
    return talk.pending["args"]


async def test_after_a_refused_order_the_next_one_goes_where_the_first_was_to_go(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("quiero comprar las balatas cerámicas de jetta 2015", "soy Beto Luna", "para recoger en centro")
    await talk.say("no")
    turn = await talk.say("quiero las balatas semimetálicas de jetta 2015")
    assert turn["pending"]["kind"] == "order.place"
    assert _waiting(talk)["delivery"]["branch"] == "Centro"


async def test_a_wish_for_english_shows_the_waiting_move_again_in_english(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.play("sí", "quiero mover mi cita al jueves a las 10")
    turn = await talk.say("can we switch to english")
    assert (turn["language"], turn["pending"]["kind"]) == ("en", "appointment.reschedule")
    assert "confirm_reschedule" in kinds(turn)
    assert "rescheduled" in kinds(await talk.say("yes"))


async def test_a_different_person_at_the_same_time_is_about_the_appointment(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play("I'd like an inspection on Wednesday at 10am", "Ann Lee, ann@leeroofs.com, 313-555-0142")
    await talk.say("12 Oak St, Detroit")
    before = _waiting(talk)
    await talk.say("different person at the same time")
    assert _waiting(talk)["starts_at"] == before["starts_at"]
    assert _waiting(talk)["person"] != before["person"]


async def test_who_insists_on_an_hour_that_cannot_be_gets_choices_and_then_a_person(talks: Talks) -> None:
    talk = await talks()
    wish = "el sábado a las 11 de la noche"
    first = await talk.play(f"quiero una demo {wish}", f"no, {wish}")
    assert "outside_hours" in {act["say"] for act in first["acts"]}
    choices = await talk.say(f"que sea {wish}")
    assert "ask_choices.slot" in {act["say"] for act in choices["acts"]}
    assert "hand_off" in kinds(await talk.say(wish))


async def test_another_hour_begins_the_count_of_refusals_anew(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero una demo el sábado a las 11 de la noche", "el sábado a las 11 de la noche")
    turn = await talk.play("el viernes a las 10 de la noche", "el sábado a las 11 de la noche")
    assert "outside_hours" in {act["say"] for act in turn["acts"]}


async def test_the_copy_of_a_quote_is_sent_without_the_whole_comparison_again(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play(ROOF, "compare the options please")
    turn = await talk.say("the pdf please")
    assert "quote_link" in kinds(turn)
    assert "compare_options" not in {act["say"] for act in turn["acts"]}


async def test_a_yes_to_a_comparison_shows_the_quote_again_before_it_counts(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play(ROOF, "compare the options please")
    turn = await talk.say("I accept")
    assert "resume" in kinds(turn)
    assert "quote_accepted" in kinds(await talk.say("yes"))


@pytest.mark.parametrize("offer", ["te doy 50 pesos", "lo compro por 10 pesos"])
async def test_an_offer_of_money_for_what_was_priced_is_answered_with_the_price(offer: str, talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say(PADS)
    turn = await talk.say(offer)
    assert {act["say"] for act in turn["acts"]} & {"offer_refused", "price.firm"}
    assert talk.pending is None


async def test_a_yes_to_buying_says_at_once_how_it_is_to_be_had(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play(PADS, "pídelo para recoger en centro")
    await talk.say("soy Beto Luna")
    assert _waiting(talk)["delivery"]["branch"] == "Centro"


async def test_a_yes_after_three_days_is_answered_with_times_that_are_still_to_come(talks: Talks) -> None:
    talk = await talks()
    first = await talk.say("quiero agendar una demo")
    talk.later(days=3)
    turn = await talk.say("sí")
    assert offered(turn)
    assert not set(offered(turn)) & set(offered(first))
    assert await talk.booked() == []


async def test_the_article_of_one_thing_beside_another_that_is_counted_means_one(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("quiero un filtro de aceite y dos balatas para jetta 2015", "2.5")
    (row,) = await talk.rows("SELECT items FROM cart_sessions")
    assert sorted(line["quantity"] for line in row["items"]) == [1, 2]
