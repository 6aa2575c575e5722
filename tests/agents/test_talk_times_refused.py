"""A time that cannot be: free ones near it are offered, and nothing is written."""

from datetime import date, datetime, timedelta

import pytest

from tests.agents.talk import Talk, Talks, at, offered

OPEN = {"colombiatic": (range(0, 5), 8, 18), "roofing": (range(0, 6), 7, 18)}
"""Days of the week and hours between which appointments can lie."""


def _can_be(times: list[datetime], business: str, closed: date | None = None) -> bool:
    days, opens, closes = OPEN[business]
    return all(time.weekday() in days and opens <= time.hour < closes and time.date() != closed for time in times)


async def _nothing_is_written(talk: Talk) -> None:
    assert await talk.rows("SELECT 1 FROM appointments WHERE status = 'booked'") == []
    assert talk.pending is None


@pytest.mark.parametrize(
    ("business", "wish", "reason"),
    [
        ("colombiatic", "quiero una demo ayer a las 3 de la tarde", "past_time"),
        ("colombiatic", "quiero agendar una demo hoy a las 8 de la mañana", "past_time"),
        ("colombiatic", "quiero agendar una demo hoy a las 10 de la mañana", "too_soon"),
        ("colombiatic", "quiero agendar una demo el miércoles a las 9 de la noche", "outside_hours"),
        ("colombiatic", "quiero agendar una demo el domingo a las 10 de la mañana", "outside_hours"),
        ("colombiatic", "quiero agendar una demo el 15 de enero a las 10 de la mañana", "too_far"),
        ("roofing", "can someone come out on sunday at 10am for an inspection", "outside_hours"),
        ("roofing", "I'd like an inspection on January 20 at 10am", "too_far"),
    ],
)
async def test_a_time_that_cannot_be_is_answered_with_times_that_can(
    business: str, wish: str, reason: str, talks: Talks
) -> None:
    talk = await talks(business)
    turn = await talk.say(wish)
    times = offered(turn)
    assert reason in {act["say"] for act in turn["acts"]}
    assert talk.asked == "slot"
    assert times
    assert min(times) > talk.house.clock.now()
    assert _can_be(times, business)
    await _nothing_is_written(talk)


async def test_a_day_that_is_a_holiday_here_is_not_offered(talks: Talks) -> None:
    talk = await talks()
    talk.later(days=8)
    turn = await talk.say("quiero agendar una demo el 8 de diciembre a las 10 de la mañana")
    assert offered(turn)
    assert _can_be(offered(turn), "colombiatic", closed=date(2026, 12, 8))
    await _nothing_is_written(talk)


async def test_thanksgiving_is_a_holiday_for_a_business_in_michigan_and_not_for_one_in_bogota(talks: Talks) -> None:
    here, there = await talks("roofing"), await talks("colombiatic")
    turn = await here.say("can someone come out thursday at 10am for an inspection")
    assert offered(turn)
    assert _can_be(offered(turn), "roofing", closed=date(2026, 11, 26))
    await there.say("quiero agendar una demo el jueves a las 10 de la mañana")
    assert there.asked == "customer_name"


async def test_a_time_that_another_customer_booked_first_is_not_offered_nor_written_again(talks: Talks) -> None:
    talk = await talks()
    other = await talk.another()
    await other.to_the_confirmation()
    await other.say("sí")
    turn = await talk.say("quiero agendar una demo el miércoles a las 3 de la tarde")
    assert talk.asked == "slot"
    assert offered(turn)
    assert at("2026-11-25 15:00") not in offered(turn)
    assert await talk.booked() == []


async def test_a_time_that_another_customer_is_about_to_confirm_is_kept_for_them(talks: Talks) -> None:
    talk = await talks()
    other = await talk.another()
    await other.to_the_confirmation()
    turn = await talk.say("quiero agendar una demo el miércoles a las 3 de la tarde")
    assert at("2026-11-25 15:00") not in offered(turn)
    talk.later(minutes=11)
    await (third := await talk.another()).say("quiero agendar una demo el miércoles a las 3 de la tarde")
    assert third.asked == "customer_name"


async def test_one_of_the_times_offered_instead_can_be_booked(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("quiero agendar una demo el miércoles a las 9 de la noche")
    await talk.play("la primera", "Ana Ruiz, ana@ruiz.co", "sí")
    assert await talk.booked() == offered(turn)[:1]


async def test_a_customer_on_another_clock_is_offered_times_of_the_business_and_books_the_same_instant(
    talks: Talks,
) -> None:
    talk = await talks()
    await talk.change("UPDATE conversations SET timezone = 'Europe/Madrid' WHERE id = %s", talk.conversation)
    turn = await talk.say("quiero agendar una demo el miércoles a las 5 de la tarde")
    assert talk.asked == "customer_name", turn["acts"]
    shown = await talk.say("Ana Ruiz, ana@ruiz.co")
    assert "5:00 p. m. (hora de Madrid)" in shown["reply"]
    assert "(hora de Madrid)" in (await talk.say("sí"))["reply"]
    [row] = await talk.rows("SELECT starts_at, timezone FROM appointments WHERE status = 'booked'")
    assert row["timezone"] == "Europe/Madrid"
    assert row["starts_at"] == at("2026-11-25 11:00")
    assert row["starts_at"] - talk.house.clock.now() > timedelta(days=2)


async def test_the_times_that_one_customer_was_offered_are_kept_for_some_minutes(talks: Talks) -> None:
    first = await talks()
    mine = offered(await first.say("quiero agendar una demo el miércoles"))
    second = await first.another()
    assert not set(mine) & set(offered(await second.say("quiero agendar una demo el miércoles")))
    first.later(minutes=11)
    third = await first.another()
    assert set(mine) & set(offered(await third.say("quiero agendar una demo el miércoles")))


async def test_who_is_offered_times_may_choose_among_them_and_leaves_the_others_free(talks: Talks) -> None:
    talk = await talks()
    mine = offered(await talk.say("quiero agendar una demo el miércoles"))
    await talk.play("la segunda", "Ana Ruiz, ana@ruiz.co", "sí, confirmo")
    assert await talk.booked() == [mine[1]]
    rows = await talk.rows("SELECT status FROM appointments")
    assert [row["status"] for row in rows] == ["booked"]


@pytest.mark.parametrize(
    ("business", "words"),
    [
        ("colombiatic", "agéndame una demo para ayer a las 3"),
        ("colombiatic", "quiero una demo el 30 de febrero a las 10"),
        ("colombiatic", "agéndame para el 15 de marzo de 2020"),
        ("roofing", "book me an inspection for yesterday at 10am"),
        ("roofing", "I want an inspection on february 30th"),
        ("autoparts", "quiero cita para instalación ayer en la tarde"),
    ],
)
async def test_a_day_that_is_over_or_never_was_is_booked_by_nobody(business: str, words: str, talks: Talks) -> None:
    talk = await talks(business)
    turn = await talk.say(words)
    assert turn["pending"] is None
    assert turn["owner"] == "bot"
    assert all(when > talk.house.clock.now() for when in offered(turn))
    await talk.say("sí")
    assert await talk.booked() == []
