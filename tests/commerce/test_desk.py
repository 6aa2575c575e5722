"""The desk: what agents see of the records."""

from datetime import datetime, timedelta

from commerce.desk import Desk
from commerce.orders.number import number_of
from store.unit import Store
from tests.commerce.rooms import NOW, Room, open_room

SLOT = {
    "kind": "demo",
    "person": "ana",
    "starts_at": "2026-11-25T15:00:00-05:00",
    "ends_at": "2026-11-25T15:30:00-05:00",
    "timezone": "America/Bogota",
}


def desk_of(room: Room) -> Desk:
    return Desk(room.store, room.tenant, room.pack)


async def test_the_desk_shows_a_customer_s_appointments_orders_quotes_and_profile(store: Store) -> None:
    room = await open_room(store)
    name = {"value": "Beto", "source": "m1", "confidence": 1.0, "confirmed": True}
    await room.write("profile.save", fields={"customer_name": name})
    await room.write("appointment.book", **SLOT)
    await room.write("quote.save", number="TU-Q", lines=[{"item": "training", "quantity": 1}])
    await room.write("order.place", lines=[{"item": "pads-ceramic", "quantity": 2}], delivery={})
    desk = desk_of(room)
    number = number_of(room.pack, room.conversation, 1)
    assert [row["kind"] for row in await desk.appointments(room.contact, NOW)] == ["demo"]
    assert [row["proposal_number"] for row in await desk.quotes(room.conversation)] == ["TU-Q"]
    assert [row["number"] for row in await desk.orders(room.contact)] == [number]
    assert (await desk.order(number) or {})["contact_id"] == room.contact
    assert (await desk.profile(room.contact))["customer_name"]["value"] == "Beto"
    assert (await desk.stock(["pads-ceramic"]))["pads-ceramic"].on_hand == 4
    assert not await desk.returning(room.contact, room.conversation)


async def test_the_desk_says_when_people_are_taken(store: Store) -> None:
    room = await open_room(store)
    await room.write("appointment.book", **SLOT)
    starts = datetime.fromisoformat("2026-11-25T15:00:00-05:00")
    found = await desk_of(room).busy(["ana", "luis"], NOW, NOW + timedelta(days=7))
    assert found == {"ana": [(starts, starts + timedelta(minutes=40))], "luis": []}


async def test_a_stranger_s_desk_is_empty(store: Store) -> None:
    room = await open_room(store)
    desk = desk_of(room)
    assert await desk.order("TU-NONE") is None
    assert await desk.orders(room.contact) == []
    assert await desk.profile(room.contact) == {}


async def test_the_desk_knows_the_catalogue(store: Store) -> None:
    room = await open_room(store)
    assert [hit.item.id for hit in desk_of(room).catalogue.search("capacitación", "es")] == ["training"]
