"""Bookings: nobody's time is sold twice."""

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from commerce.appointments import book as booking_rows
from commerce.appointments import change, repository
from commerce.appointments.model import AppointmentGoneError, Booking, SlotTakenError, kind_of
from commerce.people.repository import UnknownPersonError
from kit.ids import derived
from store.unit import Row, Store
from tests.commerce.rooms import NOW, Room, another_conversation, open_room

TEN = datetime.fromisoformat("2026-11-24T10:00:00-05:00")
HALF = timedelta(minutes=30)


def booking(room: Room, name: str, starts: datetime = TEN, *, person: str = "ana", **changes: Any) -> Booking:
    fields: dict[str, Any] = {
        "id": derived(name),
        "reference": name,
        "conversation": room.conversation,
        "contact": room.contact,
        "kind": kind_of(room.pack, "demo"),
        "person": person,
        "starts_at": starts,
        "ends_at": starts + HALF,
        "timezone": "America/Bogota",
        **changes,
    }
    return Booking(**fields)


async def book(room: Room, name: str, starts: datetime = TEN, **changes: Any) -> Row:
    async with room.store.unit(room.tenant) as unit:
        return await booking_rows.book(unit, booking(room, name, starts, **changes), room.now)


async def hold(room: Room, name: str, starts: datetime = TEN, **changes: Any) -> Row:
    until = room.now + timedelta(minutes=10)
    async with room.store.unit(room.tenant) as unit:
        return await booking_rows.hold(unit, booking(room, name, starts, **changes), room.now, until)


async def busy(room: Room, **options: Any) -> list[tuple[datetime, datetime]]:
    async with room.store.unit(room.tenant) as unit:
        found = await repository.busy(unit, ["ana"], room.now, room.now + timedelta(days=5), **options)
    return found["ana"]


async def stranger(room: Room) -> dict[str, Any]:
    row = await another_conversation(room, "stranger")
    return {"conversation": row["id"], "contact": row["contact_id"]}


async def test_of_fifty_customers_who_want_the_same_slot_one_gets_it(store: Store) -> None:
    room = await open_room(store)
    answers = await asyncio.gather(*(book(room, f"R{n}") for n in range(50)), return_exceptions=True)
    booked = [answer for answer in answers if not isinstance(answer, BaseException)]
    assert len(booked) == 1
    assert sum(isinstance(answer, SlotTakenError) for answer in answers) == 49
    assert len(await room.rows("appointments")) == 1


async def test_fifty_overlapping_wishes_never_overlap_in_the_book(store: Store) -> None:
    room = await open_room(store)
    wishes = (book(room, f"R{n}", TEN + timedelta(minutes=7 * n)) for n in range(50))
    await asyncio.gather(*wishes, return_exceptions=True)
    taken = await busy(room)
    assert len(taken) >= 4
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(taken))


async def test_the_same_booking_twice_is_one_appointment(store: Store) -> None:
    room = await open_room(store)
    assert (await book(room, "R1"))["id"] == (await book(room, "R1"))["id"]
    assert len(await room.rows("appointments")) == 1


async def test_the_buffer_after_an_appointment_is_taken_too(store: Store) -> None:
    room = await open_room(store)
    await book(room, "R1")
    assert await busy(room) == [(TEN, TEN + timedelta(minutes=40))]
    with pytest.raises(SlotTakenError):
        await book(room, "R2", TEN + HALF)
    await book(room, "R3", TEN + timedelta(minutes=40))


async def test_two_people_can_be_booked_at_the_same_hour(store: Store) -> None:
    room = await open_room(store)
    await book(room, "R1")
    await book(room, "R2", person="luis")
    assert len(await room.rows("appointments")) == 2


async def test_a_held_slot_is_taken_for_others_until_the_hold_is_over(store: Store) -> None:
    room = await open_room(store)
    other = await stranger(room)
    await hold(room, "H1")
    with pytest.raises(SlotTakenError):
        await book(room, "R2", **other)
    later = room.later(minutes=11)
    assert await busy(later) == []
    assert (await book(later, "R2", **other))["status"] == "booked"


async def test_a_hold_becomes_the_customer_s_booking_and_lets_the_other_slots_go(store: Store) -> None:
    room = await open_room(store)
    await hold(room, "H1")
    await hold(room, "H2", TEN + timedelta(hours=2))
    await book(room, "R1")
    assert [(row["reference"], row["status"]) for row in await room.rows("appointments")] == [("R1", "booked")]


async def test_a_customer_s_own_hold_does_not_stand_in_their_way(store: Store) -> None:
    room = await open_room(store)
    await hold(room, "H1")
    assert await busy(room) == [(TEN, TEN + timedelta(minutes=40))]
    assert await busy(room, apart_from=room.contact) == []
    assert (await hold(room, "H2"))["status"] == "held"


async def test_an_appointment_moves_and_its_old_hour_is_free_again(store: Store) -> None:
    room = await open_room(store)
    await book(room, "R1")
    moved = await move(room, "R1", TEN + HALF)
    assert moved["sequence"] == 1
    assert await busy(room) == [(TEN + HALF, TEN + HALF + timedelta(minutes=40))]


async def test_an_appointment_does_not_move_onto_another(store: Store) -> None:
    room = await open_room(store)
    await book(room, "R1")
    await book(room, "R2", TEN + timedelta(hours=1))
    with pytest.raises(SlotTakenError):
        await move(room, "R2", TEN)
    assert (await room.rows("appointments"))[1]["starts_at"] == TEN + timedelta(hours=1)


async def test_a_cancelled_hour_is_free_and_cancelling_again_finds_nothing(store: Store) -> None:
    room = await open_room(store)
    await book(room, "R1")
    async with store.unit(room.tenant) as unit:
        assert (await change.cancel(unit, "R1", room.contact, NOW))["sequence"] == 1
    assert await busy(room) == []
    async with store.unit(room.tenant) as unit:
        with pytest.raises(AppointmentGoneError, match="R1"):
            await change.cancel(unit, "R1", room.contact, NOW)


async def test_nobody_touches_an_appointment_of_somebody_else(store: Store) -> None:
    room = await open_room(store)
    await book(room, "R1")
    other = await stranger(room)
    async with store.unit(room.tenant) as unit:
        with pytest.raises(AppointmentGoneError):
            await change.cancel(unit, "R1", other["contact"], NOW)
        assert await repository.of_contact(unit, other["contact"], NOW) == []


async def test_a_customer_sees_what_is_ahead_in_order(store: Store) -> None:
    room = await open_room(store)
    await book(room, "R2", TEN + timedelta(days=1))
    await book(room, "R1")
    async with store.unit(room.tenant) as unit:
        ahead = await repository.of_contact(unit, room.contact, NOW)
        after = await repository.of_contact(unit, room.contact, TEN + HALF)
    assert [row["reference"] for row in ahead] == ["R1", "R2"]
    assert [row["reference"] for row in after] == ["R2"]


async def test_a_person_who_is_not_there_cannot_be_booked(store: Store) -> None:
    room = await open_room(store)
    with pytest.raises(UnknownPersonError, match="'nadie'"):
        await book(room, "R1", person="nadie")


async def move(room: Room, reference: str, starts: datetime) -> Row:
    async with room.store.unit(room.tenant) as unit:
        return await change.reschedule(
            unit,
            reference,
            contact=room.contact,
            kind=kind_of(room.pack, "demo"),
            person="ana",
            starts_at=starts,
            ends_at=starts + HALF,
            timezone="America/Bogota",
            now=room.now,
        )
