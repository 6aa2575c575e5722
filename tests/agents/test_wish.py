"""From what a customer said to the time that is wished for, in the light of what was offered."""

from datetime import date, time
from typing import Any

import pytest

from agents.scheduler.wish import on_the_day_under_discussion, picked, times, wish_of
from agents.state import State
from commerce.appointments.model import Recurring, Wish
from language.port import TimeValue
from tests.agents.states import entity, moment, point, question, reading, slot, span, state

WEDNESDAY = [slot(f"2026-11-25T{hour}-05:00") for hour in ("09:00:00", "14:00:00", "15:00:00")]
TWO_DAYS = [slot("2026-11-24T10:00:00-05:00"), slot("2026-11-25T11:00:00-05:00")]
AT_3_TODAY = point("2026-11-23T15:00:00-05:00")


def says(*values: tuple[TimeValue, str], **known: Any) -> State:
    heard = reading(entities=[entity("time", value, text) for value, text in values])
    return state("…", heard, **known)


def test_no_time_is_an_open_wish() -> None:
    assert wish_of([]) == Wish()


def test_an_hour_is_an_exact_wish() -> None:
    assert wish_of([AT_3_TODAY]) == Wish(exact=moment("2026-11-23T15:00:00-05:00"))


def test_a_day_is_a_wish_for_that_day_and_its_part() -> None:
    value = point("2026-11-25T00:00:00-05:00", "day", "afternoon")
    assert wish_of([value]) == Wish(day=date(2026, 11, 25), part="afternoon")


def test_a_span_is_a_wish_between_its_ends_even_when_one_is_open() -> None:
    begins, ends = "2026-11-25T12:00:00-05:00", "2026-11-25T19:00:00-05:00"
    assert wish_of([span(begins, ends)]) == Wish(earliest=moment(begins), latest=moment(ends))
    assert wish_of([span(begins, None)]) == Wish(earliest=moment(begins), latest=None)


def test_of_several_times_the_first_is_meant_and_the_others_would_do() -> None:
    later = point("2026-11-27T15:00:00-05:00")
    wish = wish_of([AT_3_TODAY, later])
    assert wish.exact == moment("2026-11-23T15:00:00-05:00")
    assert wish.others == (Wish(exact=moment("2026-11-27T15:00:00-05:00")),)


def test_another_reading_of_the_same_words_would_do_too() -> None:
    at_7 = point("2026-11-23T19:00:00-05:00")
    at_7["alternatives"] = [point("2026-11-24T07:00:00-05:00")]
    assert wish_of([at_7]).others == (Wish(exact=moment("2026-11-24T07:00:00-05:00")),)


@pytest.mark.parametrize(
    ("start", "grain", "ends"),
    [
        ("2026-11-30T00:00:00-05:00", "week", "2026-12-07T00:00:00-05:00"),
        ("2026-12-01T00:00:00-05:00", "month", "2027-01-01T00:00:00-05:00"),
        ("2026-10-01T00:00:00-05:00", "quarter", "2027-01-01T00:00:00-05:00"),
        ("2027-01-01T00:00:00-05:00", "year", "2028-01-01T00:00:00-05:00"),
    ],
)
def test_a_week_or_longer_is_a_wish_for_any_day_of_it(start: str, grain: str, ends: str) -> None:
    assert wish_of([point(start, grain)]) == Wish(earliest=moment(start), latest=moment(ends))


def test_now_is_a_wish_for_the_soonest() -> None:
    now = "2026-11-23T09:00:00-05:00"
    assert wish_of([point(now, "second")]) == Wish(earliest=moment(now))


def _every(*weekdays: int, opens: str | None = None, closes: str | None = None) -> TimeValue:
    value = span("2026-11-24T12:00:00-05:00", "2026-11-24T19:00:00-05:00")
    value["every"] = {"weekdays": list(weekdays), "opens": opens, "closes": closes, "first": None, "last": None}
    return value


def test_days_that_come_again_are_a_recurring_wish() -> None:
    wish = wish_of([_every(0, 1, 2, 3, 5, 6, opens="17:00")])
    assert wish == Wish(recurring=Recurring(frozenset({0, 1, 2, 3, 5, 6}), opens=time(17)))


def test_days_that_are_left_out_say_nothing_beside_a_day_that_was_named() -> None:
    thursday = point("2026-11-26T00:00:00-05:00", "day")
    assert wish_of([_every(0, 2, 3, 4, 5, 6), thursday]) == Wish(day=date(2026, 11, 26))


def test_days_that_come_again_pick_the_one_slot_that_falls_on_them() -> None:
    offered = [slot("2026-11-26T16:00:00-05:00"), slot("2026-11-27T18:00:00-05:00")]
    assert picked(says((_every(0, 1, 2, 3, 5, 6), "any day but Friday"), **_asked()), offered) == offered[0]
    assert picked(says((_every(0, 1, 2, 3, 4, opens="17:00"), "weekdays after 5"), **_asked()), offered) == offered[1]
    assert picked(says((_every(4, opens="17:00", closes="18:00"), "…"), **_asked()), offered) is None


def test_an_hour_that_fits_only_in_its_other_reading_picks_that_slot() -> None:
    at_8 = point("2026-11-23T08:00:00-05:00")
    at_8["alternatives"] = [point("2026-11-23T20:00:00-05:00")]
    evening = [slot("2026-11-25T18:00:00-05:00"), slot("2026-11-25T20:00:00-05:00")]
    assert picked(says((at_8, "a las 8"), **_asked()), evening) == evening[1]


@pytest.mark.parametrize("said", ["a las 3", "3pm", "tipo 3", "at 3", "a las 3 de la tarde"])
def test_a_bare_hour_is_meant_on_the_day_that_was_offered(said: str) -> None:
    found = on_the_day_under_discussion(AT_3_TODAY, said, WEDNESDAY)
    assert found["start"] == "2026-11-25T15:00:00-05:00"


def test_an_hour_in_the_morning_is_a_bare_hour_too() -> None:
    today = point("2026-11-23T09:00:00-05:00")
    for said in ("a las 9 de la mañana", "9 in the morning"):
        assert on_the_day_under_discussion(today, said, WEDNESDAY)["start"] == "2026-11-25T09:00:00-05:00"


@pytest.mark.parametrize(
    "said",
    [
        "hoy a las 3", "el lunes a las 3", "monday at 3", "miercoles a las 3", "mañana a las 3", "today at 3pm",
        "23/11 a las 3", "el 23 de noviembre a las 3",
    ],
)  # fmt: skip
def test_an_hour_with_its_day_is_left_as_it_is(said: str) -> None:
    assert on_the_day_under_discussion(AT_3_TODAY, said, WEDNESDAY) == AT_3_TODAY


def test_a_bare_hour_stays_where_the_offers_are_of_several_days_or_there_are_none() -> None:
    assert on_the_day_under_discussion(AT_3_TODAY, "a las 3", TWO_DAYS) == AT_3_TODAY
    assert on_the_day_under_discussion(AT_3_TODAY, "a las 3", []) == AT_3_TODAY


def test_a_day_is_never_moved_to_the_day_that_was_offered() -> None:
    thursday = point("2026-11-26T00:00:00-05:00", "day")
    assert on_the_day_under_discussion(thursday, "jueves", WEDNESDAY) == thursday


def test_what_lies_in_the_past_is_no_wish_but_an_hour_that_has_passed_is() -> None:
    last_week = point("2026-11-16T00:00:00-05:00", "week")
    ended = span("2026-11-20T08:00:00-05:00", "2026-11-20T18:00:00-05:00")
    this_morning = point("2026-11-23T08:00:00-05:00")
    assert times(says((last_week, "la semana pasada"), (ended, "el viernes pasado"))) == []
    assert times(says((this_morning, "hoy a las 8"))) == [this_morning]


def _asked(**known: Any) -> dict[str, Any]:
    shown = [f"slot {place}" for place in range(3)]
    return {"question": question("slot", "book", "time", choices=shown), **known}


def test_a_choice_by_its_words_picks_that_slot() -> None:
    heard = reading(entities=[entity("slot", "slot 1")])
    assert picked(state("la segunda", heard, **_asked()), WEDNESDAY) == WEDNESDAY[1]


def test_a_place_in_the_list_counts_as_it_was_shown_when_the_first_of_it_are_over() -> None:
    listed = {"slots": {"book": {"offered": WEDNESDAY}}}
    last, first = (reading(entities=[entity("slot", f"slot {place}")]) for place in (2, 0))
    assert picked(state("la tercera", last, **_asked(**listed)), WEDNESDAY[1:]) == WEDNESDAY[2]
    assert picked(state("la primera", first, **_asked(**listed)), WEDNESDAY[1:]) is None


def test_an_hour_picks_the_offered_slot_of_that_hour() -> None:
    assert picked(says((AT_3_TODAY, "a las 3"), **_asked()), WEDNESDAY) == WEDNESDAY[2]


def test_a_part_of_the_day_picks_the_one_slot_that_lies_in_it() -> None:
    morning = span("2026-11-25T08:00:00-05:00", "2026-11-25T12:00:00-05:00")
    assert picked(says((morning, "en la mañana"), **_asked()), WEDNESDAY) == WEDNESDAY[0]


def test_a_day_picks_the_one_slot_of_that_day() -> None:
    tuesday = point("2026-11-24T00:00:00-05:00", "day")
    assert picked(says((tuesday, "el martes"), **_asked()), TWO_DAYS) == TWO_DAYS[0]


def test_what_fits_several_slots_or_none_picks_nothing() -> None:
    afternoon = span("2026-11-25T12:00:00-05:00", "2026-11-25T19:00:00-05:00")
    at_six = point("2026-11-23T18:00:00-05:00")
    assert picked(says((afternoon, "en la tarde"), **_asked()), WEDNESDAY) is None
    assert picked(says((at_six, "a las 6"), **_asked()), WEDNESDAY) is None
    assert picked(says((AT_3_TODAY, "a las 3"), **_asked()), []) is None
    assert picked(state("hola"), WEDNESDAY) is None


def test_an_hour_on_another_day_does_not_pick_the_same_hour_of_the_day_that_was_offered() -> None:
    thursday = point("2026-11-26T15:00:00-05:00")
    assert picked(says((thursday, "el jueves a las 3"), **_asked()), WEDNESDAY) is None


@pytest.mark.parametrize(
    ("said", "meant", "taken"),
    [
        ("el miércoles a las 2", "2026-12-02T14:00:00-05:00", True),
        ("Wednesday at 2 pm", "2026-12-02T14:00:00-05:00", True),
        ("el miércoles 2 a las 14", "2026-12-02T14:00:00-05:00", False),
        ("el próximo miércoles a las 2", "2026-12-02T14:00:00-05:00", False),
        ("Wednesday, December 2 at 2 pm", "2026-12-02T14:00:00-05:00", False),
        ("el miércoles a las 4", "2026-12-02T16:00:00-05:00", False),
        ("Wednesday 2 pm", "2026-12-02T14:00:00-05:00", True),
        ("miércoles 2 p. m.", "2026-12-02T14:00:00-05:00", True),
        ("Wednesday the 2nd at 2 pm", "2026-12-02T14:00:00-05:00", False),
    ],
)
def test_a_weekday_alone_is_the_one_that_was_offered(said: str, meant: str, taken: bool) -> None:
    found = picked(says((point(meant), said), **_asked()), WEDNESDAY)
    assert found == (WEDNESDAY[1] if taken else None)
