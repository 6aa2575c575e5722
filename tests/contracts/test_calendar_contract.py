"""What every calendar does, whoever keeps it."""

from datetime import UTC, datetime, timedelta

import pytest

from tools.calendar.memory import MemoryCalendar

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(params=[MemoryCalendar])
def calendar(request: pytest.FixtureRequest) -> MemoryCalendar:
    """With ``engage``, by which a test takes a person's time from outside."""
    made: MemoryCalendar = request.param()
    return made


async def test_a_person_without_engagements_is_free(calendar: MemoryCalendar) -> None:
    assert await calendar.busy(["ana"], NINE, NINE + HOUR) == {"ana": []}


async def test_an_outside_engagement_is_busy_for_that_person_alone(calendar: MemoryCalendar) -> None:
    calendar.engage("ana", NINE, NINE + HOUR)
    busy = await calendar.busy(["ana", "beto"], NINE - HOUR, NINE + HOUR)
    assert busy == {"ana": [(NINE, NINE + HOUR)], "beto": []}


async def test_intervals_are_half_open(calendar: MemoryCalendar) -> None:
    calendar.engage("ana", NINE, NINE + HOUR)
    assert await calendar.busy(["ana"], NINE + HOUR, NINE + 2 * HOUR) == {"ana": []}
    assert await calendar.busy(["ana"], NINE - HOUR, NINE) == {"ana": []}


async def test_engagements_come_back_in_their_order(calendar: MemoryCalendar) -> None:
    calendar.engage("ana", NINE + 2 * HOUR, NINE + 3 * HOUR)
    calendar.engage("ana", NINE, NINE + HOUR)
    busy = await calendar.busy(["ana"], NINE, NINE + 9 * HOUR)
    assert [start for start, _ in busy["ana"]] == [NINE, NINE + 2 * HOUR]


async def test_parleys_own_event_is_not_outside_busy_time(calendar: MemoryCalendar) -> None:
    await calendar.put("a", "ana", NINE, NINE + HOUR, "Visit", None)
    assert await calendar.busy(["ana"], NINE, NINE + HOUR) == {"ana": []}


async def test_the_same_key_twice_is_one_event(calendar: MemoryCalendar) -> None:
    first = await calendar.put("a", "ana", NINE, NINE + HOUR, "Visit", "beto@shop.example")
    assert await calendar.put("a", "ana", NINE, NINE + HOUR, "Visit", "beto@shop.example") == first
    assert list(calendar.events) == ["a"]


async def test_the_same_key_at_another_hour_moves_the_event(calendar: MemoryCalendar) -> None:
    first = await calendar.put("a", "ana", NINE, NINE + HOUR, "Visit", None)
    assert await calendar.put("a", "ana", NINE + HOUR, NINE + 2 * HOUR, "Visit", None) == first
    assert calendar.events["a"][1:3] == (NINE + HOUR, NINE + 2 * HOUR)


async def test_another_key_is_another_event(calendar: MemoryCalendar) -> None:
    first = await calendar.put("a", "ana", NINE, NINE + HOUR, "Visit", None)
    assert await calendar.put("b", "ana", NINE, NINE + HOUR, "Visit", None) != first


async def test_a_removed_event_is_gone_and_removing_it_again_is_quiet(calendar: MemoryCalendar) -> None:
    await calendar.put("a", "ana", NINE, NINE + HOUR, "Visit", None)
    await calendar.remove("a")
    await calendar.remove("a")
    assert calendar.events == {}
