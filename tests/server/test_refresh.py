"""A catalogue that is loaded while the server runs, by hand or from the supplier."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from commerce.catalogue.repository import upsert
from commerce.connections import repository as connections
from kit.clock import StillClock
from kit.errors import InvalidInputError
from server.cli.connect import inventory_keys
from server.refresh import refresh_catalogue
from server.supplier import last_reading, reread
from tests.agents.talk import begin, pack_of, spoken_at
from tests.houses import house_of
from tools.inventory.credentials import VENDOR, checked


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


ADDRESS = "https://stock.example/v1/parts.csv"
CONNECTED = {"provider": "rest", "address": "https://stock.example/v1", "token": "t0k", "catalogue": ADDRESS}
PARTS = "code,name.es,category,price\nQZ-9,Termostato Quetzal,frenos,{price}\nQZ-10,=cmd(),frenos,5\n"


async def test_the_supplier_is_read_again_when_it_is_due_and_tells_how_it_went(
    database_url: str, tmp_path: Path
) -> None:
    answers = [httpx.Response(200, text=PARTS.format(price="100")), httpx.Response(503),
               httpx.Response(200, text=PARTS.format(price="120"))]  # fmt: skip
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answers[len(asked) - 1]

    async with house_of(database_url, tmp_path, tenant="autoparts", engine=spoken_at("autoparts")) as house:
        assert await reread(house, "autoparts") is None
        async with house.store.unit("autoparts") as unit:
            await connections.save(unit, VENDOR, house.vault.seal_keys(CONNECTED), house.clock.now())
        house.http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        first = await reread(house, "autoparts")
        assert first is not None
        assert (first["rows"], first["good"], first["refused"], first["added"]) == (2, 1, 1, 1)
        assert "a formula" in first["problems"][0]
        assert asked[0].headers["authorization"] == "Bearer t0k"
        assert await reread(house, "autoparts") is None
        assert isinstance(house.clock, StillClock)
        house.clock.move(timedelta(hours=24))
        failed = await reread(house, "autoparts")
        assert failed is not None
        assert failed["failed"] == "The supplier answered 503."
        again = await reread(house, "autoparts", at_once=True)
        assert again is not None
        assert (again["added"], again["changed"]) == (0, 1)
        assert await last_reading(house, "autoparts") == again
        assert await refresh_catalogue(house, "autoparts")
        assert house.tenant("autoparts").desk.catalogue.item("p-qz9").price == "120"


async def test_a_supplier_with_columns_of_its_own_is_read_by_the_mapping_that_was_connected(
    database_url: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "map.yaml"
    mapping.write_text("columns: {code: Clave, name.es: Texto, category: Grupo, price: PVP}\ndecimal: ','\n")
    given = [*(f"{name}={value}" for name, value in CONNECTED.items()), f"mapping={mapping}"]
    keys = inventory_keys(given)
    parts = "Clave;Texto;Grupo;PVP\nQZ-11;Termostato;frenos;1.290,50\n"
    async with house_of(database_url, tmp_path, tenant="autoparts", engine=spoken_at("autoparts")) as house:
        async with house.store.unit("autoparts") as unit:
            await connections.save(unit, VENDOR, house.vault.seal_keys(checked(keys)), house.clock.now())
        house.http = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, text=parts)))
        found = await reread(house, "autoparts", at_once=True)
        assert found is not None
        assert (found["good"], found["refused"]) == (1, 0)
        assert await refresh_catalogue(house, "autoparts")
        assert house.tenant("autoparts").desk.catalogue.item("p-qz11").price == "1290.50"


@pytest.mark.parametrize(("key", "value"), [("catalogue", "ftp://x"), ("every_hours", "0"), ("every_hours", "often")])
def test_a_connection_that_cannot_be_read_from_is_refused(key: str, value: str) -> None:
    with pytest.raises(InvalidInputError, match=key):
        checked({**CONNECTED, key: value})
