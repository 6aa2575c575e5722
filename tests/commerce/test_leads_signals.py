"""What a contact has shown is kept for the next conversation, with the messages that showed it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from commerce.desk import Desk
from commerce.leads import signals
from kit.ids import derived
from store.unit import Store
from tests.commerce.packs import small_pack
from tests.commerce.rooms import NOW, Room, open_room

FIRST, SECOND, THIRD = (derived("message", str(number)) for number in range(3))


async def show(room: Room, message: UUID, *names: str, turn: int = 1) -> None:
    await room.write("signals.save", turn, signals=list(names), message=str(message))


async def shown(room: Room, **after: float) -> list[dict[str, Any]]:
    async with room.store.unit(room.tenant) as unit:
        return await signals.of_contact(unit, room.contact, NOW + timedelta(**after))


async def test_a_signal_is_counted_with_the_messages_that_showed_it_first_and_last(store: Store) -> None:
    room = await open_room(store)
    await show(room, FIRST, "wants_to_buy")
    await show(room.later(days=3), SECOND, "wants_to_buy", turn=2)
    assert await shown(room, days=4) == [
        {
            "signal": "wants_to_buy", "count": 2, "first_seen": NOW, "first_message": FIRST,
            "last_seen": NOW + timedelta(days=3), "last_message": SECOND,
        }
    ]  # fmt: skip


async def test_a_turn_that_runs_again_counts_its_signals_once(store: Store) -> None:
    room = await open_room(store)
    await show(room, FIRST, "asks_price", "asks_price")
    await show(room, FIRST, "asks_price")
    await show(room, SECOND, "asks_price", turn=2)
    await show(room, FIRST, "asks_price")
    assert [row["count"] for row in await shown(room)] == [2]


async def test_signals_come_in_the_order_in_which_they_were_first_shown(store: Store) -> None:
    room = await open_room(store)
    await show(room, FIRST, "wants_to_buy")
    await show(room.later(hours=1), SECOND, "asks_price", "asks_quote", turn=2)
    await show(room.later(hours=2), THIRD, "wants_to_buy", turn=3)
    assert [row["signal"] for row in await shown(room, hours=3)] == ["wants_to_buy", "asks_price", "asks_quote"]


async def test_what_was_urgent_is_so_for_two_days_and_a_wish_to_buy_for_half_a_year(store: Store) -> None:
    room = await open_room(store)
    await show(room, FIRST, "urgent_need", "wants_to_buy")
    assert [row["signal"] for row in await shown(room, days=1)] == ["urgent_need", "wants_to_buy"]
    assert [row["signal"] for row in await shown(room, days=3)] == ["wants_to_buy"]
    assert await shown(room, days=181) == []


async def test_the_desk_shows_the_signals_of_its_own_tenant_alone(store: Store) -> None:
    room = await open_room(store)
    other = await open_room(store, small_pack().model_copy(update={"file": small_pack(id="rivals").file}))
    await show(room, FIRST, "wants_to_buy")
    async with store.unit(other.tenant) as unit:
        assert await unit.rows("SELECT * FROM contact_signals") == []
    assert await Desk(store, other.tenant, other.pack).signals(room.contact, NOW) == []
    assert [row["signal"] for row in await Desk(store, room.tenant, room.pack).signals(room.contact, NOW)] == [
        "wants_to_buy"
    ]


async def test_a_signal_cannot_be_written_for_another_tenant(store: Store) -> None:
    room = await open_room(store)
    other = await open_room(store, small_pack().model_copy(update={"file": small_pack(id="rivals").file}))
    async with store.unit(other.tenant) as unit:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await unit.run(
                "INSERT INTO contact_signals "
                "(tenant_id, contact_id, signal, first_seen, first_message, last_seen, last_message) "
                "VALUES (%s, %s, 'wants_to_buy', now(), %s, now(), %s)",
                (room.tenant, room.contact, FIRST, FIRST),
            )


async def test_a_forgotten_contact_takes_the_signals_along(store: Store) -> None:
    room = await open_room(store)
    await show(room, FIRST, "wants_to_buy")
    async with store.unit(room.tenant) as unit:
        await unit.run("DELETE FROM conversations")
        await unit.run("DELETE FROM contacts")
    assert await room.rows("contact_signals") == []
