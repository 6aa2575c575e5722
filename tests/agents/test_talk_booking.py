"""A customer books, corrects, moves and cancels; nothing is written before a yes to exactly what was shown."""

import pytest

from tests.agents.talk import Talks, at, kinds, offered

WEDNESDAY_AT_3 = at("2026-11-25 15:00")


async def test_a_question_in_the_middle_of_a_booking_is_answered_and_the_times_are_offered_again(talks: Talks) -> None:
    talk = await talks()
    first = await talk.say("quisiera agendar una demo pal miercoles en la tarde")
    asked = await talk.say("antes de eso, que formas de pago manejan?")
    assert talk.lead == "responder"
    assert "answer" in kinds(asked)
    assert talk.asked == "slot"
    assert offered(asked) == offered(first)


async def test_a_booking_goes_on_after_a_digression_to_exactly_one_appointment(talks: Talks) -> None:
    talk = await talks()
    await talk.play(
        "quisiera agendar una demo pal miercoles en la tarde", "antes de eso, que formas de pago manejan?", "a las 3",
    )  # fmt: skip
    assert talk.asked == "customer_name"
    turn = await talk.say("me llamo Marcela Ríos, marcela@ferreterialaunion.com")
    assert turn["profile"]["customer_name"] == "Marcela Ríos"
    assert await talk.booked() == []
    turn = await talk.say("sí, confirmo")
    assert (turn["pending"], turn["stage"], turn["owner"]) == (None, "closing", "bot")
    assert await talk.booked() == [WEDNESDAY_AT_3]


async def test_a_bare_hour_is_meant_on_the_day_that_was_offered(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("quiero agendar una demo el miércoles en la mañana")
    assert {time.date() for time in offered(turn)} == {WEDNESDAY_AT_3.date()}
    await talk.play("a las 10", "Ana Ruiz, ana@ruiz.co", "sí")
    assert await talk.booked() == [at("2026-11-25 10:00")]


async def test_the_second_of_the_times_that_were_offered_can_be_picked_by_its_place(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("quiero agendar una demo el miércoles en la mañana")
    await talk.play("la segunda", "Ana Ruiz, ana@ruiz.co", "sí")
    assert await talk.booked() == [offered(turn)[1]]


@pytest.mark.parametrize(
    "words",
    [
        "el jueves a las 2 pm",
        "que sea el jueves a las 2",
        "mejor el jueves a las 2 de la tarde",
    ],
)
async def test_an_hour_on_another_day_than_the_one_offered_is_meant_on_that_day(words: str, talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("quiero agendar una demo el miércoles en la tarde")
    assert at("2026-11-25 14:00") in offered(turn)
    await talk.play(words, "Ana Ruiz, ana@ruiz.co", "sí")
    assert await talk.booked() == [at("2026-11-26 14:00")]


async def test_an_e_mail_corrected_at_the_confirmation_is_shown_again_before_it_is_booked(talks: Talks) -> None:
    talk = await talks()
    before = await talk.to_the_confirmation()
    after = await talk.say("sí pero mejor el correo es ana@ruiz.com.co")
    assert await talk.booked() == []
    assert after["pending"]["kind"] == "appointment.book"
    assert after["pending"]["digest"] != before["pending"]["digest"]
    await talk.say("sí")
    [row] = await talk.rows("SELECT starts_at, details FROM appointments WHERE status = 'booked'")
    assert row["starts_at"] == WEDNESDAY_AT_3
    assert row["details"]["email"] == "ana@ruiz.com.co"


async def test_another_time_at_the_confirmation_is_shown_again_before_it_is_booked(talks: Talks) -> None:
    talk = await talks()
    before = await talk.to_the_confirmation()
    after = await talk.say("mejor el jueves a las 10 de la mañana")
    assert after["pending"]["digest"] != before["pending"]["digest"]
    assert await talk.booked() == []
    await talk.say("sí")
    assert await talk.booked() == [at("2026-11-26 10:00")]


async def test_another_hour_at_the_confirmation_is_meant_on_the_day_that_was_shown(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation("el lunes 30 a las 3 de la tarde")
    await talk.play("mejor a las 4", "sí")
    assert await talk.booked() == [at("2026-11-30 16:00")]


async def test_another_hour_while_choosing_is_a_wish_and_no_appointment_to_be_moved(talks: Talks) -> None:
    talk = await talks()
    await talk.play(
        "quiero agendar una demo el miércoles en la mañana", "mejor a las 11", "Ana Ruiz, ana@ruiz.co", "sí"
    )
    assert await talk.booked() == [at("2026-11-25 11:00")]


@pytest.mark.parametrize("refusal", ["no gracias, mejor no", "no", "olvídelo", "todavía no"])
async def test_a_refusal_leaves_no_appointment_and_no_question(refusal: str, talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    turn = await talk.say(refusal)
    assert (turn["pending"], talk.asked) == (None, None)
    assert not turn["writes"] or "appointment.book" not in turn["writes"]
    assert await talk.booked() == []


async def test_a_yes_after_a_refusal_books_nothing(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.play("no gracias", "sí")
    assert await talk.booked() == []


async def test_a_customer_is_shown_the_own_appointment(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("sí")
    turn = await talk.say("¿cuándo es mi cita?")
    assert "my_appointment" in kinds(turn)
    assert [fact["value"]["at"] for fact in turn["facts"] if fact["kind"] == "instant"] == [_utc(WEDNESDAY_AT_3)]


async def test_an_appointment_is_moved_only_with_a_yes_and_stays_one(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("sí")
    turn = await talk.say("necesito cambiar mi cita para el viernes a las 11 de la mañana")
    assert turn["pending"]["kind"] == "appointment.reschedule"
    assert await talk.booked() == [WEDNESDAY_AT_3]
    await talk.say("sí")
    assert await talk.booked() == [at("2026-11-27 11:00")]
    assert len(await talk.rows("SELECT DISTINCT reference FROM appointments WHERE status = 'booked'")) == 1


async def test_an_appointment_is_cancelled_only_with_a_yes(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("sí")
    turn = await talk.say("quiero cancelar mi cita")
    assert turn["pending"]["kind"] == "appointment.cancel"
    assert await talk.booked() == [WEDNESDAY_AT_3]
    turn = await talk.say("sí")
    assert turn["pending"] is None
    assert await talk.booked() == []


@pytest.mark.parametrize("wish", ["quiero cancelar mi cita", "necesito cambiar mi cita para el viernes a las 11 am"])
async def test_who_thinks_better_of_it_keeps_the_appointment_and_is_not_told_otherwise(wish: str, talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.play("sí", wish)
    turn = await talk.say("no, déjala así")
    assert turn["pending"] is None
    assert await talk.booked() == [WEDNESDAY_AT_3]
    assert "booking_rejected" not in {act["say"] for act in turn["acts"]}


@pytest.mark.parametrize(
    "wish", ["quiero cancelar mi cita", "quiero mover mi cita al viernes a las 11 am", "¿cuándo es mi cita?"]
)
async def test_who_has_no_appointment_changes_nothing_and_is_offered_one(wish: str, talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say(wish)
    assert (turn["pending"], talk.asked) == (None, "next_step")
    assert await talk.rows("SELECT 1 FROM appointments") == []


async def test_a_customer_who_comes_back_finds_the_appointment_and_another_customer_does_not(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("sí")
    stranger, again = await talk.another(), await talk.back()
    assert again.contact == talk.contact
    assert (await stranger.say("quiero cancelar mi cita"))["pending"] is None
    await again.play("quiero cancelar mi cita", "sí")
    assert await talk.booked() == []


async def test_a_visit_is_booked_with_the_phone_and_the_address_that_it_needs(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play("I'd like an inspection wednesday at 2pm", "Tom Becker, 248-555-0142")
    assert talk.asked == "address"
    await talk.play("1420 Maple St, Farmington", "yes please")
    [row] = await talk.rows("SELECT kind, starts_at, details FROM appointments WHERE status = 'booked'")
    assert (row["kind"], row["starts_at"]) == ("inspection", at("2026-11-25 14:00"))
    assert row["details"]["phone"] == "+12485550142"
    assert "1420 Maple St" in row["details"]["address"]


def _utc(moment: object) -> str:
    from datetime import UTC, datetime

    assert isinstance(moment, datetime)
    return moment.astimezone(UTC).isoformat()
