"""When the business is open."""

from datetime import date, datetime

from commerce.tenants.holidays import is_holiday
from commerce.tenants.hours import next_opening
from tests.commerce.packs import small_pack

PACK = small_pack()


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}-05:00")


def test_an_open_business_has_no_next_opening() -> None:
    assert next_opening(PACK, at("2026-11-23T08:00:00")) is None
    assert next_opening(PACK, at("2026-11-23T16:59:59")) is None


def test_before_the_day_begins_it_opens_today() -> None:
    assert next_opening(PACK, at("2026-11-23T06:00:00")) == at("2026-11-23T08:00:00")


def test_on_friday_evening_it_opens_on_monday() -> None:
    assert next_opening(PACK, at("2026-11-27T17:00:00")) == at("2026-11-30T08:00:00")


def test_a_public_holiday_is_skipped() -> None:
    assert next_opening(PACK, at("2026-12-07T18:00:00")) == at("2026-12-09T08:00:00")


def test_a_night_shift_runs_past_midnight() -> None:
    bar = small_pack(hours=[{"days": ["fri"], "open": "20:00", "close": "02:00"}])
    assert next_opening(bar, at("2026-11-28T01:00:00")) is None
    assert next_opening(bar, at("2026-11-28T02:00:00")) == at("2026-12-04T20:00:00")


def test_a_business_that_never_opens_has_no_next_opening() -> None:
    assert next_opening(small_pack(hours=[]), at("2026-11-23T09:00:00")) is None


def test_a_country_without_a_calendar_has_no_holidays() -> None:
    assert is_holiday("CO", date(2026, 7, 20))
    assert not is_holiday("ZZ", date(2026, 12, 25))
