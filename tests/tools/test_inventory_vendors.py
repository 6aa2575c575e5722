"""Stock systems of others: asked by code, remembered with the age of the figure, and never guessed at."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from commerce.desk import Desk
from commerce.packs.items import Item
from kit.clock import StillClock
from kit.errors import InvalidInputError
from kit.settings import Settings
from server.stock import inventory_for
from tests.commerce.packs import small_pack
from tests.contracts.tenants import NOW
from tests.tools.soap_stock import COUNTED, soap_stock
from tools.inventory.by_source import InventoryBySource
from tools.inventory.cached import CachedInventory
from tools.inventory.credentials import checked
from tools.inventory.memory import MemoryInventory
from tools.inventory.port import Level, StockUnknownError
from tools.inventory.rest.stock import RestInventory
from tools.inventory.soap.stock import SoapInventory

CODES = {"pads": "BD-4471", "battery": "BT-4475", "ghost": "XX-1", "broken": "ROTO", "odd": "x" * 50}


@pytest.fixture(scope="module")
def wsdl() -> Iterator[str]:
    with soap_stock() as address:
        yield address


@pytest.fixture
def soap(wsdl: str) -> SoapInventory:
    return SoapInventory(wsdl, CODES.__getitem__, StillClock(NOW), 60)


async def test_a_soap_service_tells_what_there_is_and_when_it_was_counted(soap: SoapInventory) -> None:
    found = await soap.levels(["pads", "battery", "ghost"])
    assert found == {"pads": Level(6, COUNTED, {"centro": 4, "satelite": 2}), "battery": Level(0, COUNTED)}
    assert await soap.levels([]) == {}


async def test_a_question_against_the_schema_is_refused_by_the_service_and_nothing_is_made_up(
    soap: SoapInventory,
) -> None:
    with pytest.raises(StockUnknownError, match="refused the question"):
        await soap.levels(["odd"])


async def test_a_fault_of_the_service_is_told_as_one(soap: SoapInventory) -> None:
    with pytest.raises(StockUnknownError, match="cerrado"):
        await soap.levels(["broken"])
    assert (await soap.levels(["pads"]))["pads"].count == 6


async def test_a_service_that_is_away_is_said_to_be() -> None:
    gone = SoapInventory("http://127.0.0.1:9/?wsdl", CODES.__getitem__, StillClock(NOW), 1)
    with pytest.raises(StockUnknownError, match="does not answer"):
        await gone.levels(["pads"])


def rest(answer: Any) -> tuple[RestInventory, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    client = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    return RestInventory(client, "https://stock.example/v1/", CODES.__getitem__, StillClock(NOW), 3, "t0k"), asked


async def test_a_rest_service_is_asked_once_for_all_with_its_token() -> None:
    inventory, asked = rest({"items": [{"code": "BD-4471", "available": 6, "at": COUNTED.isoformat(),
                                        "branches": {"centro": 4}},
                                       {"code": "BT-4475", "available": 0},
                                       {"code": "ELSE", "available": 9}]})  # fmt: skip
    found = await inventory.levels(["pads", "battery", "ghost"])
    assert found == {"pads": Level(6, COUNTED, {"centro": 4}), "battery": Level(0, NOW)}
    [request] = asked
    assert str(request.url) == "https://stock.example/v1/stock?code=BD-4471&code=BT-4475&code=XX-1"
    assert request.headers["authorization"] == "Bearer t0k"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500), httpx.Response(401), httpx.Response(200, text="<html>"), httpx.ConnectTimeout("late"),
        {"items": [{"code": "BD-4471", "available": -1}]}, {"items": [{"code": "BD-4471", "available": "six"}]},
        {"items": [{"code": "BD-4471", "available": 6, "branches": {"centro": -1}}]},
        {"items": [{"code": "BD-4471", "available": 6, "branches": ["centro"]}]},
        {"items": [{"code": "BD-4471", "available": 6, "at": "yesterday"}]},
        {"items": [{"code": "BD-4471", "available": 6, "at": "2026-11-23T09:00:00"}]}, {"stock": []}, [], None,
    ],
)  # fmt: skip
async def test_an_answer_that_cannot_be_trusted_is_no_answer(answer: Any) -> None:
    with pytest.raises(StockUnknownError):
        await rest(answer)[0].levels(["pads"])


class Counting:
    """A system that counts how often it is asked, and can be away."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.away = False

    async def levels(self, items: Any) -> dict[str, Level]:
        self.asked.append(list(items))
        if self.away:
            raise StockUnknownError("away")
        return {item: Level(3, NOW) for item in items if item != "ghost"}


@pytest.fixture
def remembered() -> tuple[CachedInventory, Counting, StillClock]:
    clock, system = StillClock(NOW), Counting()
    return CachedInventory(system, clock, timedelta(minutes=5)), system, clock


async def test_a_figure_is_told_again_while_it_is_fresh_with_the_hour_of_its_count(
    remembered: tuple[CachedInventory, Counting, StillClock],
) -> None:
    inventory, system, clock = remembered
    await inventory.levels(["pads", "ghost"])
    clock.move(timedelta(minutes=3))
    assert await inventory.levels(["pads", "ghost"]) == {"pads": Level(3, NOW)}
    assert await inventory.levels(["pads", "battery"]) == {"pads": Level(3, NOW), "battery": Level(3, NOW)}
    assert system.asked == [["pads", "ghost"], ["battery"]]
    clock.move(timedelta(minutes=3))
    await inventory.levels(["pads"])
    assert system.asked[-1] == ["pads"]


async def test_an_old_figure_is_not_told_when_the_system_is_away(
    remembered: tuple[CachedInventory, Counting, StillClock],
) -> None:
    inventory, system, clock = remembered
    await inventory.levels(["pads"])
    system.away = True
    assert (await inventory.levels(["pads"]))["pads"].count == 3
    clock.move(timedelta(minutes=6))
    with pytest.raises(StockUnknownError):
        await inventory.levels(["pads"])


async def test_each_item_is_asked_of_whoever_counts_it() -> None:
    own, supplier = MemoryInventory(), Counting()
    own.count("mine", 1, NOW)

    def item(id: str) -> Item:
        source = {"mine": "own", "theirs": "supplier"}.get(id, "uncounted")
        plain = {"id": id, "code": id, "kind": "product", "category": "parts", "name": {"en": id}, "price": "1"}
        return Item.model_validate({**plain, "description": {"en": id}, "stock_source": source})

    found = await InventoryBySource(item, own, supplier).levels(["mine", "theirs", "nobody"])
    assert found == {"mine": Level(1, NOW), "theirs": Level(3, NOW)}
    assert supplier.asked == [["theirs"]]


@pytest.mark.parametrize(
    ("keys", "told"),
    [({"provider": "ftp", "address": "https://a"}, "'ftp'"), ({"provider": "soap", "address": "stock.local"}, "http")],
)
def test_a_stock_system_that_cannot_be_one_is_refused_by_name(keys: dict[str, str], told: str) -> None:
    with pytest.raises(InvalidInputError, match=told):
        checked(keys)


async def test_a_tenants_own_stock_system_goes_before_the_one_of_its_pack() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"items": [{"code": "PAD-1", "available": 4}]})

    pack = small_pack()
    items = [pack.catalogue.items[0].model_copy(update={"code": "PAD-1", "stock_source": "supplier"})]
    pack = pack.model_copy(update={"catalogue": pack.catalogue.model_copy(update={"items": items})})
    keys = {"provider": "rest", "address": "https://stock.example/v1", "token": "t-1"}
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        store: Any = None
        desk = Desk(store, "t", pack)
        found = inventory_for("t", pack, desk, store, StillClock(NOW), Settings(), http, keys)
        levels = await found.levels([items[0].id])
    assert levels[items[0].id].count == 4
    assert (str(asked[0].url), asked[0].headers["authorization"]) == (
        "https://stock.example/v1/stock?code=PAD-1", "Bearer t-1",
    )  # fmt: skip
