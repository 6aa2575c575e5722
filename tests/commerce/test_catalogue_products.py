"""What was loaded stays: written once, changed when it changed, each tenant's own."""

from collections.abc import Sequence

from commerce.catalogue.catalogue import Catalogue
from commerce.catalogue.repository import Written, every, upsert, version, with_products
from commerce.packs.items import Item
from commerce.quotes.draft import draft
from commerce.stock.repository import levels
from store.unit import Store
from tests.commerce.packs import small_pack
from tests.commerce.rooms import NOW, Room, open_room


def part(code: str, price: str = "100", stock: int | None = None) -> Item:
    return Item(id=f"p-{code}", code=code, kind="product", category="brakes", price=price, stock=stock,
                name={"es": f"Faro {code}", "en": f"Light {code}"}, description={"es": "Un faro."})  # fmt: skip


async def load(room: Room, items: Sequence[Item]) -> Written:
    async with room.store.unit(room.tenant) as unit:
        return await upsert(unit, items, currency="COP", source="parts.csv", now=NOW)


async def test_a_second_load_writes_only_what_changed(store: Store) -> None:
    room = await open_room(store)
    first = await load(room, [part("a1", stock=3), part("a2")])
    again = await load(room, [part("a1", stock=3), part("a2", price="120"), part("a3")])
    same = await load(room, [part("a2", price="120")])
    assert (first, again, same) == (Written(2, 0, 0), Written(1, 1, 1), Written(0, 0, 1))
    async with store.unit(room.tenant) as unit:
        assert [(item.code, item.price) for item in await every(unit)] == [("a1", "100"), ("a2", "120"), ("a3", "100")]
        assert (await levels(unit, ["p-a1", "p-a2"]))["p-a1"].on_hand == 3
        assert await version(unit) == 2


async def test_what_one_tenant_loads_no_other_sells(store: Store) -> None:
    room = await open_room(store)
    await load(room, [part("a1")])
    async with store.unit("another") as unit:
        assert await every(unit) == []
        assert await version(unit) == 0


async def test_what_was_loaded_is_found_and_quoted_beside_the_packs_own(store: Store) -> None:
    room = await open_room(store)
    await load(room, [part("a1", price="250000")])
    pack = await with_products(store, small_pack())
    catalogue = Catalogue(pack)
    assert [hit.item.id for hit in catalogue.search("tienes faro a1?", "es")] == ["p-a1"]
    made = draft([{"item": "p-a1", "quantity": 2}, {"item": "training", "quantity": 1}], pack)
    assert [line["net"] for line in made.lines] == [50000000, 5000000]


async def test_names_to_listen_for_are_the_packs_own_however_much_was_loaded(store: Store) -> None:
    room = await open_room(store)
    await load(room, [part("a1")])
    terms = Catalogue(await with_products(store, small_pack())).terms()
    assert "p-a1" not in {term["id"] for term in terms}
