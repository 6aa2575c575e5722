"""Days on which the clocks change, regions, and any text at all."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.embedded.times import find_times
from language.embedded.times.find import READ
from tests.language.times_told import MORNING, times

MARCH = "2026-03-01T09:00:00-05:00"


def start_of(text: str, now: str, zone: str = "America/New_York") -> str | None:
    found = times(text, "en", zone, datetime.fromisoformat(now))
    start = found[0]["value"]["start"]
    assert start is None or isinstance(start, str)
    return start


def test_an_hour_that_the_clocks_skip_moves_past_the_gap() -> None:
    assert start_of("March 8 at 2:30 am", MARCH) == "2026-03-08T03:30:00-04:00"


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


_ODD = "\u200b\u200d\u200f\u202e\ufeff\u0301😀🗓️ａ３лунeс٣½²Ⅻ"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_ODD), st.text(max_size=3)), max_size=30))
def test_odd_characters_among_words_of_times_never_raise_and_spans_stay_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    for language in ("es", "en"):
        found = times(text, language)
        assert all(0 <= each["start"] < each["end"] <= len(text) for each in found)
        assert all(one["end"] <= other["start"] for one, other in pairwise(found))


@given(st.integers(0, 20), st.sampled_from(["\u200b", "\u200f", "\ufeff", "\u202e"]))
def test_marks_that_nobody_sees_change_no_reading(place: int, mark: str) -> None:
    text = "mañana a las 3 de la tarde"
    [marked] = times(text[:place] + mark + text[place:])
    assert marked["value"] == times(text)[0]["value"]


@pytest.mark.parametrize("part", ["a las ", "1 ", "de la mañana ", "12/12/", "9", "lunes martes ", "at 3 or 4 ", " "])
def test_of_a_very_long_text_only_the_beginning_is_read(part: str) -> None:
    begun = (part * 4_000)[:READ]
    for language in ("es", "en"):
        assert times(part * 20_000, language) == times(begun, language)
        assert len(times(begun, language)) <= READ


@pytest.mark.parametrize(
    ("zone", "said", "at"),
    [
        ("America/Santiago", "6 de septiembre de 2026 a las 0:30", "2026-09-06T01:30:00-03:00"),
        ("America/Santiago", "4 de abril de 2026 a las 23:30", "2026-04-04T23:30:00-03:00"),
        ("Europe/Madrid", "29 de marzo de 2026 a las 2:30 am", "2026-03-29T03:30:00+02:00"),
        ("Europe/Madrid", "25 de octubre de 2026 a las 2:30 am", "2026-10-25T02:30:00+02:00"),
        ("America/Mexico_City", "5 de abril de 2026 a las 2:30 am", "2026-04-05T02:30:00-06:00"),
        ("America/Mexico_City", "1 de julio de 2026 a las 12 del día", "2026-07-01T12:00:00-06:00"),
    ],
)
def test_gaps_and_folds_of_other_countries(zone: str, said: str, at: str) -> None:
    [found] = times(said, "es", zone, datetime.fromisoformat("2026-01-10T12:00:00+00:00"))
    assert found["value"]["start"] == at


def test_the_end_of_an_interval_counts_the_hours_that_pass() -> None:
    [found] = times("March 8 at 1 am for 2 hours", "en", "America/New_York", datetime.fromisoformat(MARCH))
    assert (found["value"]["start"], found["value"]["end"]) == (
        "2026-03-08T01:00:00-05:00",
        "2026-03-08T04:00:00-04:00",
    )


def test_a_week_from_now_keeps_its_wall_clock_over_a_change_of_clocks() -> None:
    assert start_of("in a week", MARCH) == "2026-03-08T09:00:00-04:00"


def test_a_zone_may_be_a_bare_offset() -> None:
    zone = timezone(timedelta(hours=-2))
    [found] = find_times("tomorrow at 5pm", "en", datetime(2013, 2, 12, 4, 30, tzinfo=zone), zone, "US")
    assert found["value"]["start"] == "2013-02-13T17:00:00-02:00"
