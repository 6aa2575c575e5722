"""What every source of property records does."""

from datetime import date

import pytest

from kit.money import Money
from tools.property.memory import MemoryProperties
from tools.property.port import Property, PropertyNotFoundError

HOME = Property("412 Elm St, Royal Oak, MI 48067", "county", date(2026, 10, 1), Money(41_000_000, "USD"), 1962, 1850, 2)


@pytest.fixture(params=[MemoryProperties])
def properties(request: pytest.FixtureRequest) -> MemoryProperties:
    """With ``register``, by which a test puts a property on record."""
    made: MemoryProperties = request.param()
    return made


@pytest.mark.parametrize("said", [HOME.address, "412 elm st  royal oak mi 48067", "412 ELM ST, ROYAL OAK, MI, 48067"])
async def test_a_home_is_found_however_its_address_is_typed(properties: MemoryProperties, said: str) -> None:
    properties.register(HOME)
    assert await properties.look_up(said) == HOME


async def test_what_the_source_does_not_say_is_not_made_up(properties: MemoryProperties) -> None:
    properties.register(HOME)
    assert (await properties.look_up(HOME.address)).roof_year is None


async def test_an_address_without_a_record_is_named(properties: MemoryProperties) -> None:
    properties.register(HOME)
    for address in ("413 Elm St, Royal Oak, MI 48067", ""):
        with pytest.raises(PropertyNotFoundError):
            await properties.look_up(address)
