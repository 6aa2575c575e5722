"""Stock, carts, quotes and orders as rows."""

import asyncio
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from commerce.orders import move
from commerce.orders import repository as orders
from commerce.orders.model import OrderStatusError, Purchase, QuoteNotAcceptedError, UnknownOrderError
from commerce.orders.place import place
from commerce.quotes import repository as quotes
from commerce.quotes.draft import draft
from commerce.quotes.model import QuoteChangedError, QuoteClosedError, QuoteExpiredError, UnknownQuoteError
from commerce.stock.model import Level, OutOfStockError
from commerce.stock.repository import levels, put_back
from commerce.tenants.register import register
from store.unit import Row, Store
from tests.commerce.rooms import NOW, Room, another_conversation, open_room

TWO_PADS = [{"item": "pads-ceramic", "quantity": 2}]


async def buy(room: Room, key: str, lines: list[dict[str, Any]] = TWO_PADS, **rest: Any) -> Row:
    async with room.store.unit(room.tenant) as unit:
        return await place(
            unit, Purchase(room.conversation, f"N-{key.upper()}", key, lines, **rest), room.pack, room.now
        )


async def left(room: Room, item: str) -> int:
    async with room.store.unit(room.tenant) as unit:
        return (await levels(unit, [item]))[item].on_hand


async def quoted(room: Room, number: str = "TU-Q", turn: int = 1, version: int = 1) -> Row:
    async with room.store.unit(room.tenant) as unit:
        made = draft(TWO_PADS, room.pack)
        ends = NOW + timedelta(days=15)
        return await quotes.save(
            unit, quotes.Sending(room.conversation, number, made, {}, "es", ends, room.now, turn, version)
        )


async def accept(room: Room, number: str = "TU-Q") -> Row:
    async with room.store.unit(room.tenant) as unit:
        return await quotes.accept(unit, room.conversation, number, room.now)


async def test_stock_is_counted_only_for_what_is_counted(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        found = await levels(unit, ["pads-ceramic", "training"])
    assert found == {"pads-ceramic": Level(6, NOW)}


async def test_registering_again_does_not_fill_the_shelves(store: Store) -> None:
    room = await open_room(store)
    await buy(room, "k1")
    async with store.unit(room.tenant) as unit:
        await register(unit, room.pack, NOW)
    assert await left(room, "pads-ceramic") == 4


async def test_an_order_sent_twice_is_one_order(store: Store) -> None:
    room = await open_room(store)
    first, second = await buy(room, "k1"), await buy(room, "k1")
    assert first["id"] == second["id"]
    assert await left(room, "pads-ceramic") == 4


async def test_an_order_is_priced_by_the_catalogue(store: Store) -> None:
    room = await open_room(store)
    row = await buy(room, "k1", delivery={"mode": "pickup"})
    assert (row["subtotal"], row["tax"], row["total"]) == (25800000, 4902000, 30702000)
    assert (row["status"], row["payment_status"], row["delivery_info"]) == (
        "placed",
        "pending",
        {"mode": "pickup"},
    )
    assert row["contact_id"] == room.contact


async def test_what_is_not_there_is_not_sold_and_nothing_is_taken(store: Store) -> None:
    room = await open_room(store)
    lines = [{"item": "pads-ceramic", "quantity": 1}, {"item": "pads-semimetallic", "quantity": 3}]
    with pytest.raises(OutOfStockError, match="3 of pads-semimetallic were asked for and 2 are left") as refused:
        await buy(room, "k1", lines)
    assert refused.value.left == 2
    assert await left(room, "pads-ceramic") == 6
    assert await room.rows("orders") == []


async def test_twenty_buyers_of_six_pieces_leave_none_and_never_less(store: Store) -> None:
    room = await open_room(store)
    one = [{"item": "pads-ceramic", "quantity": 1}]
    answers = await asyncio.gather(*(buy(room, f"k{n}", one) for n in range(20)), return_exceptions=True)
    assert sum(isinstance(answer, dict) for answer in answers) == 6
    assert sum(isinstance(answer, OutOfStockError) for answer in answers) == 14
    assert await left(room, "pads-ceramic") == 0


async def test_the_same_item_on_two_lines_is_taken_together(store: Store) -> None:
    room = await open_room(store)
    with pytest.raises(OutOfStockError, match="8 of pads-ceramic"):
        await buy(room, "k1", [{"item": "pads-ceramic", "quantity": 4}] * 2)


async def test_cancelling_an_order_puts_its_pieces_back_once(store: Store) -> None:
    room = await open_room(store)
    await buy(room, "k1")
    async with store.unit(room.tenant) as unit:
        assert (await move.cancel(unit, "N-K1", NOW))["status"] == "cancelled"
        await move.cancel(unit, "N-K1", NOW)
    assert await left(room, "pads-ceramic") == 6


async def test_a_sent_order_cannot_be_cancelled(store: Store) -> None:
    room = await open_room(store)
    await buy(room, "k1")
    async with store.unit(room.tenant) as unit:
        await move.move_to(unit, "N-K1", "sent", NOW)
        with pytest.raises(OrderStatusError, match="is sent and cannot be cancelled"):
            await move.cancel(unit, "N-K1", NOW)


async def test_an_order_is_found_by_its_number_however_it_is_typed(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await place(unit, Purchase(room.conversation, "TU-ABCD", "k", TWO_PADS), room.pack, NOW)
        found = await orders.by_number(unit, " tu-abcd ")
        assert found
        assert found["number"] == "TU-ABCD"
        assert await orders.by_number(unit, "TU-NONE") is None
        with pytest.raises(UnknownOrderError):
            await orders.locked(unit, "TU-NONE")


async def test_a_customer_s_orders_come_newest_first(store: Store) -> None:
    room = await open_room(store)
    await buy(room, "k1")
    await buy(room.later(hours=1), "k2")
    async with store.unit(room.tenant) as unit:
        assert [row["number"] for row in await orders.of_contact(unit, room.contact)] == ["N-K2", "N-K1"]


async def test_pieces_that_are_not_counted_are_not_put_back(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await put_back(unit, {"training": 3})
        assert await levels(unit, ["training"]) == {}


async def test_a_quote_is_written_once_a_turn_and_has_versions(store: Store) -> None:
    room = await open_room(store)
    assert (await quoted(room))["version"] == 1
    assert (await quoted(room))["version"] == 1
    assert (await quoted(room, turn=2, version=2))["version"] == 2
    assert [(row["version"], row["status"]) for row in await room.rows("quotes")] == [(1, "expired"), (2, "sent")]


async def test_two_turns_cannot_both_write_the_second_version(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    await quoted(room, turn=2, version=2)
    with pytest.raises(QuoteChangedError, match="another version 2"):
        await quoted(room, turn=3, version=2)


async def test_a_sent_quote_cannot_be_changed_even_by_hand(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    with pytest.raises(psycopg.errors.RaiseException, match="was sent and cannot be changed"):
        async with store.unit(room.tenant) as unit:
            await unit.run("UPDATE quotes SET total = 1")


async def test_only_the_version_that_was_shown_is_accepted(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    await quoted(room, turn=2, version=2)
    async with store.unit(room.tenant) as unit:
        with pytest.raises(QuoteChangedError, match="version 2 by now"):
            await quotes.accept(unit, room.conversation, "TU-Q", NOW, version=1)


async def test_an_accepted_quote_gets_no_further_version(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    await accept(room)
    with pytest.raises(QuoteClosedError, match="accepted already"):
        await quoted(room, turn=2, version=2)


async def test_accepting_a_quote_twice_is_accepting_it_once(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    assert (await accept(room))["status"] == "accepted"
    assert (await accept(room))["status"] == "accepted"


async def test_an_expired_quote_is_not_accepted(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    with pytest.raises(QuoteExpiredError, match="valid until 2026-12-08"):
        await accept(room.later(days=16))


async def test_open_quotes_expire_and_closed_ones_do_not(store: Store) -> None:
    room = await open_room(store)
    await quoted(room, "TU-A")
    await quoted(room, "TU-B")
    await accept(room, "TU-B")
    async with store.unit(room.tenant) as unit:
        assert await quotes.expire(unit, NOW + timedelta(days=16)) == 1
        assert [row["status"] for row in await quotes.of_conversation(unit, room.conversation)].count("expired") == 1


async def test_a_decision_on_a_quote_is_final(store: Store) -> None:
    room = await open_room(store)
    await quoted(room, "TU-A")
    await quoted(room, "TU-B")
    async with store.unit(room.tenant) as unit:
        await quotes.reject(unit, room.conversation, "TU-A", NOW)
        await quotes.reject(unit, room.conversation, "TU-A", NOW)
        with pytest.raises(QuoteClosedError, match="rejected"):
            await quotes.accept(unit, room.conversation, "TU-A", NOW)
        await quotes.accept(unit, room.conversation, "TU-B", NOW)
        with pytest.raises(QuoteClosedError, match="accepted"):
            await quotes.reject(unit, room.conversation, "TU-B", NOW)


async def test_a_quote_of_another_conversation_does_not_exist(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    other = await another_conversation(room, "stranger")
    async with store.unit(room.tenant) as unit:
        with pytest.raises(UnknownQuoteError):
            await quotes.accept(unit, other["id"], "TU-Q", NOW)


async def test_looking_at_a_quote_is_counted(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    async with store.unit(room.tenant) as unit:
        quote = (await quotes.by_number(unit, "TU-Q"))["id"]
        await quotes.viewed(unit, quote, NOW)
        await quotes.viewed(unit, quote, NOW + timedelta(hours=1))
        row = await quotes.by_id(unit, quote)
    assert (row["view_count"], row["status"]) == (2, "viewed")
    assert (row["first_viewed_at"], row["last_viewed_at"]) == (NOW, NOW + timedelta(hours=1))


async def test_an_order_from_a_quote_keeps_the_quoted_prices(store: Store) -> None:
    room = await open_room(store)
    await quoted(room)
    with pytest.raises(QuoteNotAcceptedError):
        await buy(room, "k1", quote="TU-Q")
    await accept(room)
    dearer = room.pack.catalogue.items[0].model_copy(update={"price": "999999"})
    items = [dearer, *room.pack.catalogue.items[1:]]
    catalogue = room.pack.catalogue.model_copy(update={"items": items})
    async with store.unit(room.tenant) as unit:
        changed = room.pack.model_copy(update={"catalogue": catalogue})
        row = await place(unit, Purchase(room.conversation, "N", "k1", TWO_PADS, quote="TU-Q"), changed, NOW)
    assert row["total"] == 30702000
    assert await left(room, "pads-ceramic") == 4
