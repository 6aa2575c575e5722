"""A business that loaded thousands of parts from a file sells them like those of its pack."""

from commerce.catalogue.files.mapping import Mapping
from commerce.catalogue.files.read import read_rows
from commerce.catalogue.generate import generate
from commerce.catalogue.repository import upsert
from commerce.packs.items import Item
from kit.money import Money
from tests.agents.talk import Talk, Talks

ROWS = 1500
RACK = "CRE"
"""Steering racks: the pack lists none."""


async def stocked(talk: Talk) -> list[Item]:
    """Loads a generated catalogue and opens the business again, as a start would."""
    house, found = talk.house, talk.house.tenant(talk.tenant)
    reading = read_rows(enumerate(generate(ROWS, seed=7), 2), found.pack, Mapping())
    async with house.store.unit(talk.tenant) as unit:
        await upsert(unit, reading.items, currency="MXN", source="parts.csv", now=house.clock.now())
    await house.admit(found.pack, engine=found.engine)
    return reading.items


async def test_a_loaded_part_is_found_for_the_customers_car_and_ordered(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    items = await stocked(talk)
    rack = next(item for item in items if item.code.startswith(RACK) and item.stock)
    fit = rack.fits[0]
    turn = await talk.say(f"manejan cremalleras para {fit.make} {fit.model} {fit.from_year + 1}?")
    assert Money.parse(rack.price, "MXN").format("es_MX") in turn["reply"]
    await talk.play("quiero 1", "me llamo Lucía Peña", "lo recojo en Centro", "sí")
    [order] = await talk.rows("SELECT * FROM orders")
    assert [line["item"] for line in order["order_details"]["lines"]] == [rack.id]
    assert order["total"] == Money.parse(rack.price, "MXN").minor
