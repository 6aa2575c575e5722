"""Who comes, the same hour on another day, another branch: what is said of an appointment in a few words."""

from tests.agents.talk import Talks, at

VISIT = ("book an inspection on Wednesday at 10 am", "Ann Reed", "248-555-0188", "1420 Maple St, Farmington")


async def test_who_comes_is_told_while_a_visit_is_booked_and_the_question_stands_again(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.say("who's coming?")
    assert "Kowalczyk" in turn["reply"]
    await talk.play(*VISIT[:2])
    turn = await talk.say("who's coming?")
    assert turn["acts"][0]["say"] == "who_comes"
    assert talk.asked == "phone"
    await talk.play(*VISIT[2:])
    turn = await talk.say("who comes to the visit?")
    assert turn["pending"]["kind"] == "appointment.book"
    await talk.say("yes")
    turn = await talk.say("who is coming?")
    assert {act["say"] for act in turn["acts"]} == {"my_appointment"}


async def test_another_day_at_the_same_hour_moves_what_is_booked(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.play(*VISIT, "yes")
    turn = await talk.say("friday same time instead")
    assert turn["pending"]["kind"] == "appointment.reschedule"
    await talk.say("yes")
    assert await talk.booked() == [at("2026-11-27 10:00")]


async def test_a_branch_that_is_named_after_the_booking_moves_it_there(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("quiero una cita de instalación el miércoles a las 10 en Centro", "Beto Luna, 442 212 3344", "sí")
    turn = await talk.say("mejor en Constituyentes")
    assert turn["pending"]["kind"] == "appointment.reschedule"
    assert "Constituyentes" in turn["reply"]


async def test_an_hour_that_can_be_had_is_said_to_be_free_before_the_name_is_asked(talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.say("quiero una cita de instalación mañana a las 10")
    assert [act["say"] for act in turn["acts"] if act["kind"] == "noted"] == ["slot_is_free"]


async def test_a_visit_that_was_begun_beside_a_quote_goes_on_after_its_yes(talks: Talks) -> None:
    talk = await talks("roofing")
    text = "quote me architectural shingles for 2000 sq ft and book me an inspection tomorrow at 10"
    turn = await talk.say(text)
    assert turn["pending"]["kind"] == "quote.accept"
    assert "inspection: $0" not in turn["reply"]
    await talk.say("yes")
    assert talk.asked == "customer_name"
    turn = await talk.play("Dan Hill", "248-555-0142", "my address is 1420 Maple St, Farmington")
    assert turn["pending"]["kind"] == "appointment.book"


async def test_a_thing_that_is_named_beside_a_visit_is_not_passed_over(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("quiero también una página web, y me agendas una demo el miércoles a las 10?")
    assert "Sitio web corporativo" in turn["reply"]
    assert talk.asked == "customer_name"
