"""With whom an appointment is: the same hour with another person, a person by name, the one it was with."""

from tests.agents.talk import Talk, Talks, at

VISIT = ("book an inspection on Wednesday at 10 am", "Ann Reed", "248-555-0188", "1420 Maple St, Farmington", "yes")


async def with_whom(talk: Talk) -> str:
    (row,) = await talk.rows("SELECT person_id FROM appointments WHERE status = 'booked'")
    return str(row["person_id"])


async def test_an_appointment_is_moved_to_another_person_at_the_same_hour(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play(*VISIT)
    before = await with_whom(talk)
    turn = await talk.say("I want to reschedule my appointment: same time but with someone else")
    assert turn["pending"]["kind"] == "appointment.reschedule"
    await talk.say("yes")
    assert await talk.booked() == [at("2026-11-25 10:00")]
    assert await with_whom(talk) != before


async def test_where_nobody_else_takes_it_the_customer_is_told_who_does(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("sí")
    turn = await talk.say("quiero cambiar mi cita a otro asesor, a la misma hora")
    assert "who_takes" in {act["say"] for act in turn["acts"]}
    assert "Andrés Gil" in turn["reply"]
    assert turn["pending"] is None
    assert await talk.booked() == [at("2026-11-25 15:00")]


async def test_a_moved_appointment_stays_with_whom_it_was(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play(*VISIT)
    before = await with_whom(talk)
    await talk.play("can we move my appointment to Wednesday at 10:30 am", "yes")
    assert await talk.booked() == [at("2026-11-25 10:30")]
    assert await with_whom(talk) == before


async def test_an_appointment_that_is_already_then_stays_and_nothing_is_asked(talks: Talks) -> None:
    talk = await talks()
    await talk.to_the_confirmation()
    await talk.say("sí")
    turn = await talk.say("quiero mover mi cita al miércoles a las 3 de la tarde")
    assert "already_then" in {act["say"] for act in turn["acts"]}
    assert turn["pending"] is None
