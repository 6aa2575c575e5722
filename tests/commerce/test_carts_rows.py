"""A customer's cart as rows: across devices, at today's prices, kept back for a while, ordered once."""

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from commerce.carts import change
from commerce.carts.check_out import check_out
from commerce.carts.join import join
from commerce.carts.model import Cart, Change, EmptyCartError, NoCartError
from commerce.orders.from_cart import order_cart
from commerce.packs.model import Pack
from commerce.stock.model import OutOfStockError
from commerce.stock.repository import forget_lapsed, levels
from kit.errors import InvalidInputError
from store.unit import Row, Store
from tests.commerce.rooms import NOW, Room, another_conversation, open_room

PADS, TRAINING = "pads-ceramic", "training"


async def add(room: Room, item: str, quantity: int = 1, conversation: UUID | None = None) -> Cart:
    async with room.store.unit(room.tenant) as unit:
        return await change.add(unit, conversation or room.conversation, item, quantity, pack=room.pack, now=room.now)


async def update(room: Room, item: str, quantity: int) -> Cart:
    async with room.store.unit(room.tenant) as unit:
        return await change.update(unit, room.conversation, item, quantity, pack=room.pack, now=room.now)


async def seen(room: Room, contact: UUID | None = None) -> Cart | None:
    async with room.store.unit(room.tenant) as unit:
        return await change.open_cart(unit, contact or room.contact, room.pack, room.now)


async def checked_out(room: Room, contact: UUID | None = None) -> Cart:
    async with room.store.unit(room.tenant) as unit:
        cart, _ = await check_out(unit, contact or room.contact, room.pack, room.now)
    return cart


async def ordered(room: Room, conversation: UUID | None = None, **more: Any) -> Row:
    async with room.store.unit(room.tenant) as unit:
        return await order_cart(
            unit, conversation or room.conversation, room.pack, {"mode": "pickup"}, room.now, **more
        )


def dearer(pack: Pack, price: str) -> Pack:
    items = [pack.catalogue.items[0].model_copy(update={"price": price}), *pack.catalogue.items[1:]]
    return pack.model_copy(update={"catalogue": pack.catalogue.model_copy(update={"items": items})})


async def left(room: Room) -> int:
    async with room.store.unit(room.tenant) as unit:
        return (await levels(unit, [PADS], room.now))[PADS].on_hand


async def test_a_cart_is_opened_filled_changed_and_priced(store: Store) -> None:
    room = await open_room(store)
    assert await seen(room) is None
    with pytest.raises(NoCartError):
        await update(room, TRAINING, 1)
    await add(room, PADS)
    cart = await add(room, PADS)
    assert cart.plain() == [{"item": PADS, "quantity": 2}]
    assert cart.totals.total.minor == 30702000
    cart = await update(room, PADS, 0)
    assert (cart.plain(), cart.totals.total.minor) == ([], 0)


async def test_a_cart_follows_its_customer_to_another_channel_and_is_nobody_elses(store: Store) -> None:
    room = await open_room(store)
    await add(room, PADS, 2)
    again = await another_conversation(room, "visitor")
    assert again["contact_id"] == room.contact
    cart = await add(room, PADS, 1, again["id"])
    assert cart.plain() == [{"item": PADS, "quantity": 3}]
    stranger = await another_conversation(room, "stranger")
    assert await seen(room, stranger["contact_id"]) is None


async def test_things_added_at_the_same_moment_are_all_in_one_cart(store: Store) -> None:
    room = await open_room(store)
    await asyncio.gather(*(add(room, item) for item in [TRAINING, PADS] * 3))
    (row,) = await room.rows("cart_sessions")
    assert sorted((line["item"], line["quantity"]) for line in row["items"]) == [(PADS, 3), (TRAINING, 3)]


async def test_a_price_that_moved_since_it_was_shown_is_told(store: Store) -> None:
    room = await open_room(store)
    before = (await add(room, PADS)).items[0]["unit_price"]
    later = replace(room, pack=dearer(room.pack, "999999"))
    cart = await seen(later)
    assert cart is not None
    assert cart.changes == [Change(PADS, "price", before, 99999900)]
    await checked_out(later)
    shown = await seen(later)
    assert shown is not None
    assert shown.changes == []


async def test_what_the_catalogue_has_no_more_is_left_out_and_told(store: Store) -> None:
    room = await open_room(store)
    await add(room, PADS)
    await add(room, TRAINING)
    rest = room.pack.catalogue.model_copy(update={"items": room.pack.catalogue.items[1:]})
    cart = await seen(replace(room, pack=room.pack.model_copy(update={"catalogue": rest})))
    assert cart is not None
    assert cart.changes == [Change(PADS, "gone")]
    assert [line["item"] for line in cart.items] == [TRAINING]


async def test_what_is_checked_out_is_kept_back_from_others_until_the_hour_passes(store: Store) -> None:
    room = await open_room(store)
    await add(room, PADS, 5)
    await checked_out(room)
    assert await left(room) == 1
    stranger = await another_conversation(room, "stranger")
    await add(room, PADS, 2, stranger["id"])
    with pytest.raises(OutOfStockError, match="2 of pads-ceramic were asked for and 1 are left"):
        await checked_out(room, stranger["contact_id"])
    with pytest.raises(OutOfStockError):
        await ordered(room, stranger["id"])
    later = room.later(minutes=31)
    assert await left(later) == 6
    await ordered(later, stranger["id"])
    assert await left(later) == 4


async def test_ones_own_reservation_is_no_obstacle_and_is_used_up_by_the_order(store: Store) -> None:
    room = await open_room(store)
    await add(room, PADS, 6)
    await checked_out(room)
    await checked_out(room)
    await ordered(room)
    assert await left(room) == 0
    assert await room.rows("reservations") == []


async def test_a_cart_that_is_changed_lets_go_of_what_was_kept_back(store: Store) -> None:
    room = await open_room(store)
    await add(room, PADS, 6)
    await checked_out(room)
    await update(room, PADS, 1)
    assert await left(room) == 6


async def test_lapsed_reservations_are_tidied_away(store: Store) -> None:
    room = await open_room(store)
    await add(room, PADS, 6)
    await checked_out(room)
    async with store.unit(room.tenant) as unit:
        assert await forget_lapsed(unit, NOW) == 0
        assert await forget_lapsed(unit, room.later(hours=1).now) == 1


async def test_an_empty_cart_cannot_be_checked_out_nor_ordered(store: Store) -> None:
    room = await open_room(store)
    for attempt in (checked_out, ordered):
        with pytest.raises(EmptyCartError):
            await attempt(room)
    await add(room, PADS)
    await update(room, PADS, 0)
    for attempt in (checked_out, ordered):
        with pytest.raises(EmptyCartError):
            await attempt(room)


async def test_one_cart_is_one_order_however_often_it_is_asked_for(store: Store) -> None:
    room = await open_room(store)
    cart = await add(room, PADS, 2)
    answers = await asyncio.gather(*(ordered(room, cart=cart.id) for _ in range(8)))
    assert len({row["number"] for row in answers}) == 1
    assert len(await room.rows("orders")) == 1
    assert await left(room) == 4
    fresh = await add(room, TRAINING)
    assert fresh.id != cart.id


async def test_the_last_unit_goes_to_one_of_many_carts(store: Store) -> None:
    room = await open_room(store)
    await add(room, PADS, 6)
    await ordered(room)
    async with store.unit(room.tenant) as unit:
        await unit.run("UPDATE stock SET on_hand = 1 WHERE item_id = %s", (PADS,))
    others = [await another_conversation(room, f"buyer-{n}") for n in range(20)]
    for each in others:
        await add(room, PADS, 1, each["id"])
    answers = await asyncio.gather(*(ordered(room, each["id"]) for each in others), return_exceptions=True)
    assert sum(isinstance(answer, dict) for answer in answers) == 1
    assert sum(isinstance(answer, OutOfStockError) for answer in answers) == 19
    assert await left(room) == 0


async def test_what_needs_a_quote_is_not_put_into_a_cart(store: Store) -> None:
    room = await open_room(store)
    starts = dearer(room.pack, "1").catalogue.items[0].model_copy(update={"price_from": True})
    items = [starts, *room.pack.catalogue.items[1:]]
    pack = room.pack.model_copy(update={"catalogue": room.pack.catalogue.model_copy(update={"items": items})})
    with pytest.raises(InvalidInputError, match="needs a quote"):
        await add(replace(room, pack=pack), PADS)


async def test_the_carts_of_two_contacts_that_are_one_person_become_one(store: Store) -> None:
    room = await open_room(store)
    other = await another_conversation(room, "phone", channel="whatsapp")
    await add(room, PADS, 1)
    await add(room, PADS, 3, other["id"])
    await add(room, TRAINING, 1, other["id"])
    async with store.unit(room.tenant) as unit:
        await join(unit, room.contact, other["contact_id"], room.pack, NOW)
    cart = await seen(room)
    assert cart is not None
    assert sorted((line["item"], line["quantity"]) for line in cart.items) == [(PADS, 3), (TRAINING, 1)]
    assert await seen(room, other["contact_id"]) is None


async def test_a_cart_alone_moves_to_the_person_it_turns_out_to_be_of(store: Store) -> None:
    room = await open_room(store)
    other = await another_conversation(room, "phone", channel="whatsapp")
    await add(room, PADS, 3, other["id"])
    async with store.unit(room.tenant) as unit:
        await join(unit, room.contact, other["contact_id"], room.pack, NOW)
    cart = await seen(room)
    assert cart is not None
    assert cart.plain() == [{"item": PADS, "quantity": 3}]
