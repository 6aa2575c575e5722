"""A customer wanders in the middle of business: goes back, waits, says nothing useful, corrects, changes language."""

import pytest

from tests.agents.talk import Talks, at, kinds, offered

WEDNESDAY = "quiero agendar una demo el miércoles a las 3 de la tarde"


async def test_who_goes_back_is_asked_the_question_before_and_what_waited_waits_no_longer(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    turn = await talk.say("volvamos atrás")
    assert "went_back" in kinds(turn)
    assert (talk.asked, talk.pending) == ("customer_name", None)
    turn = await talk.say("Ana Gómez, ana@gomez.co")
    assert turn["pending"]["kind"] == "appointment.book"
    await talk.say("sí")
    assert await talk.booked() == [at("2026-11-25 15:00")]


async def test_who_goes_back_twice_comes_to_the_times_that_were_offered(talks: Talks) -> None:
    talk = await talks()
    await talk.play("quiero agendar una demo", "la segunda", "Ana Ruiz, ana@ruiz.co", "volvamos atrás")
    await talk.say("volvamos atrás")
    assert talk.asked == "slot"
    turn = await talk.say("la primera")
    assert turn["pending"]["kind"] == "appointment.book"


async def test_who_goes_back_before_anything_was_asked_is_told_so(talks: Talks) -> None:
    talk = await talks()
    await talk.say("hola")
    turn = await talk.say("¿a qué hora atienden?")
    turn = await talk.say("volvamos atrás")
    assert turn["reply"]


async def test_a_question_stands_while_the_customer_asks_for_a_moment(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("quiero agendar una demo", "un momento")
    assert kinds(turn) == {"wait"}
    await talk.play("la segunda", "Ana Ruiz, ana@ruiz.co", "sí")
    assert len(await talk.booked()) == 1


async def test_a_question_without_an_answer_is_put_differently_then_as_choices_then_handed_over(talks: Talks) -> None:
    talk = await talks()
    await talk.play(WEDNESDAY, "Ana Ruiz")
    said = []
    for words in ("no sé", "asdf", "no sé"):
        turn = await talk.say(words)
        said.append([act["say"] for act in turn["acts"] if act["kind"] in {"ask", "hand_off"}])
    assert said == [["ask_again.email"], ["ask_choices"], ["hand_off"]]
    assert turn["owner"] == "queue"


async def test_an_unclear_answer_to_what_waits_is_asked_for_in_other_words_and_then_handed_over(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    said = []
    for _ in range(3):
        turn = await talk.say("mmm")
        said.append({act["say"] for act in turn["acts"]} & {"pending_unclear", "pending_unclear_again", "hand_off"})
    assert said == [{"pending_unclear"}, {"pending_unclear_again"}, {"hand_off"}]
    assert await talk.booked() == []


async def test_a_digression_after_every_question_still_leads_to_the_booking(talks: Talks) -> None:
    talk = await talks()
    await talk.play(WEDNESDAY, "¿qué formas de pago manejan?", "¿dónde quedan?", "¿qué garantía dan?")
    assert talk.asked == "customer_name"
    await talk.play("Ana Ruiz, ana@ruiz.co. ¿a qué hora atienden?", "sí")
    assert await talk.booked() == [at("2026-11-25 15:00")]


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("no, .co, no .com", "email", "ana@ruiz.co"),
        ("perdón, me llamo Ana Ruiz Gómez", "customer_name", "Ana Ruiz Gómez"),
    ],
)
async def test_what_is_put_right_is_said_back_and_asked_for_again(
    words: str, field: str, value: str, talks: Talks
) -> None:
    talk = await talks()
    await talk.play(WEDNESDAY, "Ana Ruiz, ana@ruiz.com")
    turn = await talk.say(words)
    assert "corrected" in kinds(turn)
    assert value in turn["reply"]
    assert turn["pending"]["kind"] == "appointment.book"
    assert talk.state["profile"][field]["value"] == value
    assert await talk.booked() == []


async def test_a_change_of_language_in_mid_flow_goes_on_in_the_new_one(talks: Talks) -> None:
    talk = await talks()
    await talk.say(WEDNESDAY)
    turn = await talk.say("my name is Ana Ruiz and my email is ana@ruiz.co")
    assert turn["language"] == "en"
    assert "Shall I confirm it?" in turn["reply"] or "Is that right?" in turn["reply"]
    await talk.say("yes please")
    assert await talk.booked() == [at("2026-11-25 15:00")]


async def test_a_street_in_english_changes_no_language(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play("quiero una inspección mañana a las 10", "me llamo Tomás Becerra", "248-555-0188")
    turn = await talk.say("1420 Maple St, Farmington")
    assert turn["language"] == "es"
    assert kinds(turn) == {"confirm_booking"}


@pytest.mark.parametrize("when", ["el 30 de febrero", "ayer a las 3", "el 31 de noviembre a las 10"])
async def test_a_day_that_is_past_or_in_no_calendar_is_said_to_be_so_and_books_nothing(when: str, talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say(f"quiero agendar una demo para {when}")
    said = {act["say"] for act in turn["acts"]}
    assert said & {"no_such_day", "past_time"}
    assert offered(turn)
    assert turn["pending"] is None


async def test_three_days_of_silence_approve_nothing_that_is_past(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    talk.later(days=3)
    await talk.say("sí")
    assert await talk.booked() == []


async def test_abuse_in_the_middle_leaves_the_booking_where_it_was(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    turn = await talk.say("idiota, apúrate")
    assert "abuse" in kinds(turn)
    assert turn["pending"] is not None
    assert await talk.booked() == []


async def test_an_order_is_changed_to_one_thing_less_before_it_is_placed(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play(
        "quiero pedir dos juegos de balatas delanteras para jetta 2015 2.5", "Beto Luna", "recojo en Centro"
    )
    before = talk.pending
    turn = await talk.say("no, mejor uno")
    assert before is not None
    assert turn["pending"]["digest"] != before["digest"]
    assert talk.pending is not None
    assert [line["quantity"] for line in talk.pending["args"]["lines"]] == [1]


async def test_first_aid_comes_before_the_sale(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.say("we have a leak in the kitchen, it's raining in")
    assert "answer" in kinds(turn)
    assert "bucket" in turn["reply"]
    assert offered(turn)


async def test_the_same_answer_in_the_middle_of_a_booking_is_cut_short_and_the_booking_goes_on(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play(WEDNESDAY, "¿qué garantía dan?", "¿y la garantía?")
    assert "told_already" in {act["say"] for act in turn["acts"]}
    assert talk.asked == "customer_name"
