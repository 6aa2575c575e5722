"""Days that come again, days that are left out, and words with more than one reading."""

import json

import pytest

from language.port import Recurrence, TimeValue
from tests.language.times_told import starts, times

ALL_BUT_FRIDAY = [0, 1, 2, 3, 5, 6]


def value(text: str, language: str = "es") -> TimeValue:
    [found] = times(text, language)
    assert json.loads(json.dumps(found["value"])) == found["value"]
    told: TimeValue = found["value"]
    return told


def hours(opens: str | None, closes: str | None, *weekdays: int) -> Recurrence:
    return {"weekdays": list(weekdays), "opens": opens, "closes": closes, "first": None, "last": None}


@pytest.mark.parametrize(
    ("text", "language", "every"),
    [
        ("los martes por la tarde", "es", hours("12:00", "19:00", 1)),
        ("los lunes y miércoles en la mañana", "es", hours("04:00", "12:00", 0, 2)),
        ("cualquier día menos el viernes después de las 5", "es", hours("17:00", None, *ALL_BUT_FRIDAY)),
        ("entre semana después de las 5", "es", hours("17:00", None, 0, 1, 2, 3, 4)),
        ("de lunes a viernes de 9 a 5", "es", hours("09:00", "17:00", 0, 1, 2, 3, 4)),
        ("antes de las 11 los sábados", "es", hours(None, "11:00", 5)),
        ("los fines de semana", "es", hours(None, None, 5, 6)),
        ("no puedo el martes", "es", hours(None, None, 0, 2, 3, 4, 5, 6)),
        ("every Tuesday at 3", "en", hours("15:00", "15:00", 1)),
        ("after 5 any day but Friday", "en", hours("17:00", None, *ALL_BUT_FRIDAY)),
        ("weekdays after 5", "en", hours("17:00", None, 0, 1, 2, 3, 4)),
        ("Monday to Friday after 5", "en", hours("17:00", None, 0, 1, 2, 3, 4)),
        ("Tuesday afternoons", "en", hours("12:00", "19:00", 1)),
        ("weekend mornings", "en", hours("00:00", "12:00", 5, 6)),
        ("Friday doesn't work for me", "en", hours(None, None, *ALL_BUT_FRIDAY)),
    ],
)
def test_a_wish_that_recurs_says_its_days_and_hours(text: str, language: str, every: Recurrence) -> None:
    assert value(text, language)["every"] == every


def test_the_value_of_a_wish_that_recurs_is_its_first_time() -> None:
    found = value("los martes por la tarde")
    assert (found["type"], found["start"], found["part"]) == ("interval", "2026-11-24T12:00:00-05:00", "afternoon")
    assert value("every tuesday", "en")["start"] == "2026-11-24T00:00:00-05:00"


def test_a_time_of_today_that_is_over_is_not_the_first() -> None:
    assert value("every monday before 8am", "en")["start"] == "2026-11-30T00:00:00-05:00"


def test_a_wish_that_recurs_can_hold_for_one_week() -> None:
    every = value("la próxima semana menos el jueves")["every"]
    assert (every["first"], every["last"], every["weekdays"]) == ("2026-11-30", "2026-12-06", [0, 1, 2, 4, 5, 6])


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("el martes no, el miércoles sí", "es", "2026-11-25"),
        ("no puedo el martes, mejor el jueves", "es", "2026-11-26"),
        ("not monday, tuesday please", "en", "2026-11-24"),
    ],
)
def test_a_day_that_is_left_out_stands_beside_the_day_that_is_wanted(text: str, language: str, day: str) -> None:
    left_out, wanted = times(text, language)
    assert len(left_out["value"]["every"]["weekdays"]) == 6
    assert wanted["value"]["start"][:10] == day
    assert "every" not in wanted["value"]


def test_leaving_out_every_day_is_no_time() -> None:
    assert times("los lunes menos los lunes") == []


def test_hours_of_business_that_are_asked_for_are_no_wish() -> None:
    assert times("¿abren los sábados?") == []
    assert times("do you work on sundays?", "en") == []


@pytest.mark.parametrize(
    ("text", "language", "first", "other"),
    [
        ("a las 7", "es", "2026-11-23T19:00", "2026-11-24T07:00"),
        ("at 9:30", "en", "2026-11-23T09:30", "2026-11-23T21:30"),
        ("el próximo martes", "es", "2026-12-01T00:00", "2026-11-24T00:00"),
        ("3/4", "es", "2027-04-03T00:00", "2027-03-04T00:00"),
        ("upcoming two weeks", "en", "2026-12-07T00:00", "2026-11-30T00:00"),
    ],
)
def test_words_with_two_readings_give_both(text: str, language: str, first: str, other: str) -> None:
    found = value(text, language)
    assert (found["start"] or "")[:16] == first
    assert [(each["start"] or "")[:16] for each in found["alternatives"]] == [other]


@pytest.mark.parametrize("text", ["a las 3", "a las 7 de la noche", "el martes", "25/12", "15:00", "3/3"])
def test_words_with_one_reading_have_no_other(text: str) -> None:
    assert "alternatives" not in value(text)


def test_several_times_are_several_entities() -> None:
    assert starts("a las 10 o 10:30") == ["2026-11-23T10:00", "2026-11-23T10:30"]
