"""What every weather service does."""

from datetime import timedelta

import pytest

from tests.contracts.tenants import NOW
from tools.weather.memory import MemoryWeather
from tools.weather.port import PlaceNotFoundError, Storm, Warning

DAY = timedelta(days=1)
HAIL = Storm("hail", NOW - 7 * DAY, "severe", "spotters", hail_mm=38)
WIND = Storm("wind", NOW - 2 * DAY, "moderate", "station", wind_kmh=96)
TONIGHT = Warning("High Wind Warning", "severe", NOW - timedelta(hours=1), NOW + timedelta(hours=6), "NWS")
TOMORROW = Warning("Winter Storm Watch", "moderate", NOW + DAY, NOW + 2 * DAY, "NWS")


@pytest.fixture(params=[MemoryWeather])
def weather(request: pytest.FixtureRequest) -> MemoryWeather:
    """With ``tell``, by which a test says what happened at a place."""
    made: MemoryWeather = request.param()
    made.tell("48067", HAIL, WIND, TOMORROW, TONIGHT)
    made.tell("48009")
    return made


async def test_storms_come_newest_first_within_the_days_asked_for(weather: MemoryWeather) -> None:
    assert await weather.storms("48067", NOW - 30 * DAY, NOW) == [WIND, HAIL]
    assert await weather.storms("48067", NOW - 3 * DAY, NOW) == [WIND]
    assert await weather.storms("48067", HAIL.at, WIND.at) == [HAIL]


async def test_only_warnings_in_force_are_told(weather: MemoryWeather) -> None:
    assert await weather.warnings("48067", NOW) == [TONIGHT]
    assert await weather.warnings("48067", TOMORROW.starts_at) == [TOMORROW]
    assert await weather.warnings("48067", TONIGHT.ends_at) == []


async def test_a_quiet_place_is_not_an_unknown_one(weather: MemoryWeather) -> None:
    assert await weather.storms("48009", NOW - 30 * DAY, NOW) == []
    assert await weather.warnings("48009", NOW) == []


async def test_an_unknown_place_is_named(weather: MemoryWeather) -> None:
    with pytest.raises(PlaceNotFoundError, match="99999"):
        await weather.storms("99999", NOW - DAY, NOW)
    with pytest.raises(PlaceNotFoundError, match="99999"):
        await weather.warnings("99999", NOW)
