"""Days with a name, in the years that calendars know."""

from datetime import date

import pytest

from language.embedded.times.feasts.names import names, table
from language.embedded.times.feasts.rules import easter, on, orthodox_easter
from tests.language.times_told import told

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Easter 2027", "2027-03-28"),
        ("orthodox easter 2027", "2027-05-02"),
        ("whit monday", "2027-05-17"),
        ("saint patrick's day", "2027-03-17"),
        ("st pattys day", "2027-03-17"),
        ("boxing day", "2026-12-26"),
        ("memorial day", "2027-05-31"),
        ("last MLK day", "2026-01-19"),
        ("women's day", "2027-03-08"),
        ("Diwali 2026", "2026-11-08"),
        ("chinese new year", "2027-02-06"),
        ("Eid al-Fitr 2024", "2024-04-10"),
        ("Yom Kippur 2027", "2027-10-10"),
    ],
)
def test_a_feast_is_found_by_the_names_it_goes_by(text: str, day: str) -> None:
    assert told(text, "en", NEW_YORK) == [(f"{day}T00:00", None, "day")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jueves Santo", "2027-03-25"),
        ("el próximo día de reyes", "2027-01-06"),
        ("la navidad pasada", "2025-12-25"),
        ("día del padre", "2027-06-20"),
        ("día mundial del agua", "2027-03-22"),
        ("día del agua", "2027-03-22"),
        ("día de los inocentes", "2026-12-28"),
        ("noche de las velitas", "2026-12-07"),
        ("Corpus Christi de 2027", "2027-05-27"),
    ],
)
def test_a_feast_is_found_in_spanish(text: str, day: str) -> None:
    assert told(text) == [(f"{day}T00:00", None, "day")]


def test_a_feast_of_several_days_is_a_stretch() -> None:
    assert told("semana santa") == [("2027-03-21T00:00", "2027-03-29T00:00", "day")]
    assert told("Hanukkah 2026", "en", NEW_YORK) == [("2026-12-04T00:00", "2026-12-12T00:00", "day")]


def test_every_rule_can_be_computed_and_every_name_means_a_feast() -> None:
    for feast in table().values():
        assert all(day.start < day.end for year in (1990, 2024, 2026, 2027) for day in on(feast["on"], year))
        assert any(on(feast["on"], year) for year in (2024, 2025, 2026))
    for language in ("en", "es"):
        assert set(names(language).values()) <= set(table())
        assert all(name == name.lower() and name.isascii() for name in names(language))


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [(2013, (3, 31), (5, 5)), (2016, (3, 27), (5, 1)), (2018, (4, 1), (4, 8)), (2024, (3, 31), (5, 5))],
)
def test_easter_of_west_and_east(year: int, west: tuple[int, int], east: tuple[int, int]) -> None:
    assert (easter(year), orthodox_easter(year)) == (date(year, *west), date(year, *east))


def test_a_year_that_no_table_holds_is_no_time() -> None:
    assert told("Holi 2090", "en", NEW_YORK) == []


@pytest.mark.parametrize(
    "text",
    ["I had a great summer with my kids", "merry christmas", "soy Juan Reyes", "vivo en San José", "¡feliz navidad!"],
)
def test_a_name_that_is_also_a_word_and_good_wishes_are_no_times(text: str) -> None:
    assert told(text, "en") == told(text, "es") == []
