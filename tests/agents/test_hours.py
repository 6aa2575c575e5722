"""Opening hours in words, as they are said in each language."""

import pytest

from agents.hours import hours_value
from commerce.packs.company import Hours
from tests.agents.states import context, state


def told(language: str, *hours: Hours, business: str = "colombiatic") -> str:
    here = context(business, hours=list(hours)) if hours else context(business)
    value = hours_value(here, state(language=language))
    assert value["$"] == "quoted"
    return str(value["text"]).replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("business", "language", "parts"),
    [
        ("colombiatic", "es", ["lunes", "viernes", "8:00 a. m.", "6:00 p. m.", "sábado", "1:00 p. m."]),
        ("colombiatic", "en", ["Monday", "Friday", "8 am", "6 pm", "Saturday", "1 pm"]),
        ("roofing", "en", ["Monday", "Friday", "7:30 am", "6 pm", "Saturday", "2 pm"]),
        ("roofing", "es", ["lunes", "viernes", "7:30 a. m.", "6:00 p. m.", "sábado", "2:00 p. m."]),
    ],
)
def test_the_hours_of_a_business_are_told_as_they_stand(business: str, language: str, parts: list[str]) -> None:
    text = told(language, business=business)
    places = [text.find(part) for part in parts]
    assert -1 not in places, text
    assert places == sorted(places)


def test_noon_and_midnight_are_told_as_twelve() -> None:
    late = Hours(days=["mon"], open="12:00", close="00:30")
    assert "12 pm" in told("en", late)
    assert "12:30 am" in told("en", late)
    assert "12:00 p. m." in told("es", late)


def test_a_single_day_days_in_a_row_and_days_apart_are_told_each_in_its_way() -> None:
    one = Hours(days=["sun"], open="10:00", close="14:00")
    row = Hours(days=["tue", "mon", "wed"], open="10:00", close="14:00")
    apart = Hours(days=["mon", "wed", "fri"], open="10:00", close="14:00")
    assert "domingo" in told("es", one)
    in_a_row = told("es", row)
    assert "lunes" in in_a_row
    assert "miércoles" in in_a_row
    assert "martes" not in in_a_row
    assert "lunes, miércoles, viernes" in told("es", apart)
