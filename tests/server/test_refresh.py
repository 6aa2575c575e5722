"""A catalogue that is loaded while the server runs."""

from pathlib import Path

from commerce.catalogue.repository import upsert
from server.refresh import refresh_catalogue
from tests.agents.talk import begin, pack_of, spoken_at
from tests.houses import house_of


async def test_a_part_that_is_loaded_is_sold_without_a_restart(database_url: str, tmp_path: Path) -> None:
    async with house_of(database_url, tmp_path, tenant="autoparts", engine=spoken_at("autoparts")) as house:
        pads = next(item for item in pack_of("autoparts").catalogue.items if item.code == "BD-4471")
        names = {"es": "Termostato de prueba Quetzal", "en": "Quetzal test thermostat"}
        part = pads.model_copy(update={"id": "quetzal", "code": "QZ-1", "name": names, "fits": [], "synonyms": {}})
        assert not await refresh_catalogue(house, "autoparts")
        async with house.store.unit("autoparts") as unit:
            await upsert(unit, [part], currency="MXN", source="test", now=house.clock.now())
        assert await refresh_catalogue(house, "autoparts")
        assert not await refresh_catalogue(house, "autoparts")
        talk = await begin(house, "autoparts", "web")
        await talk.say("cotízame un termostato quetzal")
        (row,) = await talk.rows("SELECT lines FROM quotes WHERE conversation_id = %s", talk.conversation)
        assert row["lines"][0]["code"] == "QZ-1"
