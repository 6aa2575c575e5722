"""Twelve customers want one hour at once; ``parley bench bookings`` plays two hundred."""

from pydantic import SecretStr

from evals.bench.bookings import bench_bookings
from kit.settings import ROOT, Settings
from tests.agents.talk import SHARED

CUSTOMERS = 12


async def test_one_gets_the_hour_and_the_others_are_offered_more(database_url: str) -> None:
    settings = Settings(database_url=SecretStr(database_url), data_dir=SHARED, packs_dir=ROOT / "packs")
    found = await bench_bookings(settings, CUSTOMERS, lambda _line: None)
    assert found["wish"]["errors"] == found["yes"]["errors"] == 0
    assert found["wish"]["pending"] == 1
    assert found["wish"]["offered"] == CUSTOMERS - 1
    assert found["yes"]["booked"] == 1
    assert found["appointments"]["booked"] == 1
