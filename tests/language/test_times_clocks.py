"""Days on which the clocks change, regions, and any text at all."""

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.embedded.times import find_times
from tests.language.times_told import MORNING, times


def start_of(text: str, now: str, zone: str = "America/New_York") -> str | None:
    found = times(text, "en", zone, datetime.fromisoformat(now))
    start = found[0]["value"]["start"]
    assert start is None or isinstance(start, str)
    return start


def test_an_hour_that_the_clocks_skip_moves_past_the_gap() -> None:
    assert start_of("March 8 at 2:30 am", "2026-03-01T09:00:00-05:00") == "2026-03-08T03:30:00-04:00"


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert start_of("November 1 at 1:30 am", "2026-10-30T09:00:00-04:00") == "2026-11-01T01:30:00-04:00"


def test_two_hours_over_a_change_of_clocks_are_two_real_hours() -> None:
    assert start_of("in two hours", "2026-03-08T01:00:00-05:00") == "2026-03-08T04:00:00-04:00"


def test_a_day_keeps_its_wall_clock_over_a_change_of_clocks() -> None:
    assert start_of("tomorrow at 9am", "2026-03-07T12:00:00-05:00") == "2026-03-08T09:00:00-04:00"


@pytest.mark.parametrize(("region", "month"), [("US", 3), ("MX", 4), ("CO", 4)])
def test_the_region_says_which_number_is_the_month(region: str, month: int) -> None:
    found = find_times("3/4/2027", "es", MORNING, ZoneInfo("America/Bogota"), region)
    assert datetime.fromisoformat(found[0]["value"]["start"]).month == month


def test_a_date_that_only_reads_one_way_is_read_that_way() -> None:
    found = find_times("25/12", "en", MORNING, ZoneInfo("America/New_York"), "US")
    assert found[0]["value"]["start"][:10] == "2026-12-25"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["es", "en"]))
def test_any_text_is_read_without_an_error(text: str, language: str) -> None:
    for found in times(text, language):
        assert text[found["start"] : found["end"]] == found["text"]


_WORDS = [
    "el",
    "lunes",
    "25",
    "de",
    "marzo",
    "a",
    "las",
    "3:30",
    "pm",
    "mañana",
    "o",
    "y",
    "-",
    "entre",
    "hasta",
    "after",
    "next",
    "10/12",
    "in",
    "2",
    "weeks",
    "at",
    "noon",
    "the",
    "first",
    "of",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25), st.sampled_from(["es", "en"]))
def test_words_of_times_in_any_order_are_read_without_an_error(words: list[str], language: str) -> None:
    for found in times(" ".join(words), language):
        value = found["value"]
        assert value["start"] or value["end"]
        if value["start"] and value["end"]:
            assert value["start"] != value["end"]


@pytest.mark.parametrize("part", ["a las ", "1 ", "de la mañana ", "12/12/", "9", "lunes martes ", "at 3 or 4 ", " "])
def test_a_very_long_text_takes_bounded_time(part: str) -> None:
    times("mañana")
    started = time.process_time()
    times(part * 20_000)
    assert time.process_time() - started < 2.0
