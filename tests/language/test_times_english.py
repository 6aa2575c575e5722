"""Times as customers say them in English."""

import pytest

from tests.language.times_told import starts, times, told

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("tomorrow at 3", "2026-11-24T15:00"),
        ("half past four tomorrow", "2026-11-24T16:30"),
        ("quarter to 5", "2026-11-23T16:45"),
        ("tomorrow at half past ten in the morning", "2026-11-24T10:30"),
        ("a quarter to eight in the evening", "2026-11-23T19:45"),
        ("3pm", "2026-11-23T15:00"),
        ("15:00", "2026-11-23T15:00"),
        ("3:30 p.m. on Thursday", "2026-11-26T15:30"),
        ("Wednesday the 25th at noon", "2026-11-25T12:00"),
        ("9 tomorrow morning", "2026-11-24T09:00"),
        ("at 730 in the evening", "2026-11-23T19:30"),
        ("tonight at 8", "2026-11-23T20:00"),
        ("in two hours", "2026-11-23T11:00"),
        ("in an hour and a half", "2026-11-23T10:30"),
        ("tomorow at 3 PM", "2026-11-24T15:00"),
        ("Fri, Dec 4, 2026 at 10am", "2026-12-04T10:00"),
        ("tomorrow at 3pm PST", "2026-11-24T18:00"),
        ("3:30 pm pacific time", "2026-11-23T18:30"),
        ("at 1930", "2026-11-23T19:30"),
        ("tomorrow 03:00", "2026-11-24T03:00"),
        ("three-thirty pm", "2026-11-23T15:30"),
        ("in half hour", "2026-11-23T09:30"),
        ("15 past noon", "2026-11-23T12:15"),
        ("quarter to midnight", "2026-11-23T23:45"),
        ("in two hours and 15 minutes", "2026-11-23T11:15"),
        ("two and a half hours from now", "2026-11-23T11:30"),
        ("2026-12-01T10:30:00", "2026-12-01T10:30"),
    ],
)
def test_an_hour_is_read_with_its_day(text: str, start: str) -> None:
    assert starts(text, "en", NEW_YORK) == [start]


@pytest.mark.parametrize(
    ("text", "start", "grain"),
    [
        ("today", "2026-11-23", "day"),
        ("the day after tomorrow", "2026-11-25", "day"),
        ("thursday", "2026-11-26", "day"),
        ("next Tuesday", "2026-12-01", "day"),
        ("last friday", "2026-11-20", "day"),
        ("11/25", "2026-11-25", "day"),
        ("Nov 25", "2026-11-25", "day"),
        ("the 30th", "2026-11-30", "day"),
        ("december 1st", "2026-12-01", "day"),
        ("first Tuesday of December", "2026-12-01", "day"),
        ("20th of next month", "2026-12-20", "day"),
        ("thanksgiving", "2026-11-26", "day"),
        ("day after christmas", "2026-12-26", "day"),
        ("the friday after thanksgiving", "2026-11-27", "day"),
        ("third tuesday after christmas 2014", "2015-01-13", "day"),
        ("the closest monday to december 3rd", "2026-11-30", "day"),
        ("3 sundays from now", "2026-12-13", "day"),
        ("two fridays ago", "2026-11-13", "day"),
        ("last day of the month", "2026-11-30", "day"),
        ("thanksgiving in a year", "2027-11-25", "day"),
        ("third of march two thousand twenty seven", "2027-03-03", "day"),
        ("4th quarter 2027", "2027-10-01", "quarter"),
        ("27q2", "2027-04-01", "quarter"),
        ("next quarter", "2027-01-01", "quarter"),
        ("the week of december 6th", "2026-12-07", "week"),
        ("first week of December", "2026-12-07", "week"),
        ("next week", "2026-11-30", "week"),
        ("next month", "2026-12-01", "month"),
        ("in March", "2027-03-01", "month"),
    ],
)
def test_a_date_is_read_in_the_ways_people_say_it(text: str, start: str, grain: str) -> None:
    assert told(text, "en", NEW_YORK) == [(f"{start}T00:00", None, grain)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("this afternoon", "2026-11-23T12:00", "2026-11-23T19:00"),
        ("next Tuesday afternoon", "2026-12-01T12:00", "2026-12-01T19:00"),
        ("today between 2 and 4 pm", "2026-11-23T14:00", "2026-11-23T16:00"),
        ("tomorrow 8-10am", "2026-11-24T08:00", "2026-11-24T10:00"),
        ("from 9 to 5", "2026-11-23T09:00", "2026-11-23T17:00"),
        ("after 5", "2026-11-23T17:00", None),
        ("by friday", "2026-11-23T09:00", "2026-11-28T00:00"),
        ("July 13-15", "2027-07-13T00:00", "2027-07-16T00:00"),
        ("from the 13th to the 15th of July", "2027-07-13T00:00", "2027-07-16T00:00"),
        ("early next week", "2026-11-30T00:00", "2026-12-03T00:00"),
        ("ASAP", "2026-11-23T09:00", None),
        ("from 3 to 4 in the PM", "2026-11-23T15:00", "2026-11-23T16:00"),
        ("later than 9:30 but before 11:00 on Thursday", "2026-11-26T09:30", "2026-11-26T11:00"),
        ("for 10 days from 18th Dec", "2026-12-18T00:00", "2026-12-28T00:00"),
        ("4pm for 30 mins", "2026-11-23T16:00", "2026-11-23T16:30"),
        ("last 2 weeks of december", "2026-12-14T00:00", "2026-12-28T00:00"),
        ("dec 3 at night", "2026-12-03T18:00", "2026-12-04T00:00"),
        ("since friday", "2026-11-20T00:00", None),
        ("prior to 2014", None, "2014-01-01T00:00"),
        ("this past weekend", "2026-11-20T18:00", "2026-11-23T00:00"),
        ("mid next week", "2026-12-02T00:00", "2026-12-04T00:00"),
        ("by end of day", "2026-11-23T09:00", "2026-11-24T00:00"),
        ("in the upcoming two weeks", "2026-11-30T00:00", "2026-12-14T00:00"),
        ("first half of 2027", "2027-01-01T00:00", "2027-07-01T00:00"),
        ("in the 1980s", "1980-01-01T00:00", "1990-01-01T00:00"),
        ("next fall", "2027-09-23T00:00", "2027-12-22T00:00"),
    ],
)
def test_a_stretch_of_time_has_both_its_ends(text: str, start: str | None, end: str | None) -> None:
    assert [(first, last) for first, last, _ in told(text, "en", NEW_YORK)] == [(start, end)]


def test_the_day_that_one_of_two_hours_says_is_the_day_of_both() -> None:
    text = "Tuesday or Wednesday at 10 or 11am"
    assert starts(text, "en", NEW_YORK) == ["2026-11-24T00:00", "2026-11-25T10:00", "2026-11-25T11:00"]


@pytest.mark.parametrize(
    "text",
    [
        "we had a leak",
        "may I ask something",
        "I sat in the sun",
        "a 2015 Jetta",
        "the second one",
        "2000 sq ft",
        "at 3 locations",
        "between 2 and 4 people",
        "good morning",
        "3/4 inch plywood",
        "24/7",
        "5 to 10 days",
        "did it fall?",
        "the second quarter panel is damaged",
        "an audi q3",
        "I lent him my ladder",
        "do you work on sundays?",
        "how much is it now?",
    ],
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert times(text, "en", NEW_YORK) == []


def test_after_an_hour_is_no_other_day() -> None:
    assert told("friday after 5", "en", NEW_YORK) == [("2026-11-27T17:00", None, "hour")]


def test_come_by_friday_is_friday_and_not_a_deadline() -> None:
    assert told("can someone come by Friday?", "en", NEW_YORK) == [("2026-11-27T00:00", None, "day")]


def test_the_day_before_is_seen_from_what_the_talk_is_about_and_not_from_today() -> None:
    assert told("yes but send me a text the day before", "en", NEW_YORK) == []
    assert told("two days before, please", "en", NEW_YORK) == []
