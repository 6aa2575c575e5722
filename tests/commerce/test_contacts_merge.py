"""Two contacts prove to be one person, and can be parted again."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.consents import repository as consents
from commerce.contacts import repository as contacts
from commerce.contacts.errors import NotMergeableError, NotUndoneError
from commerce.contacts.merge import joined, merge
from commerce.contacts.show import show
from commerce.contacts.unmerge import parted, unmerge
from commerce.profiles.repository import lay, of_contact
from kit.ids import derived
from store.unit import Store, Unit
from tests.commerce.rooms import NOW, Room, open_room

FIELDS = st.dictionaries(
    st.sampled_from(["customer_name", "email", "company", "need"]),
    st.fixed_dictionaries({"value": st.sampled_from(["a", "b"]), "confirmed": st.booleans()}),
)


def field(value: str, source: str = "m1", *, confirmed: bool = False) -> dict[str, Any]:
    return {"value": value, "source": source, "confidence": 0.9, "confirmed": confirmed}


async def another(unit: Unit, room: Room, now: datetime = NOW) -> UUID:
    """A contact of whom nothing is known yet but a number."""
    contact = derived(room.tenant, "contact", "whatsapp", "5214425550100")
    await contacts.make(unit, contact, now)
    await contacts.add_id(unit, "whatsapp", "5214425550100", contact, now)
    return contact


async def test_everything_of_the_one_is_the_other_s_and_each_field_keeps_its_source(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        other = await another(unit, room)
        await lay(unit, room.contact, {"email": field("a@x.mx", "m1"), "need": field("frenos", "m2")}, NOW)
        await lay(unit, other, {"email": field("b@x.mx", "m3", confirmed=True), "company": field("Tuerca", "m4")}, NOW)
        await merge(unit, room.contact, other, "person", "luz", room.pack, NOW)
        found = await show(unit, room.contact)
    assert {name: entry["source"] for name, entry in found["profile"].items()} == {
        "email": "m3", "need": "m2", "company": "m4",
    }  # fmt: skip
    assert ("whatsapp", "5214425550100") in {(row["channel"], row["external_id"]) for row in found["channels"]}
    assert [(row["evidence"], row["actor"]) for row in found["merges"]] == [("person", "luz")]


async def test_who_was_merged_wrongly_has_again_what_was_theirs(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        other = await another(unit, room)
        await lay(unit, room.contact, {"email": field("a@x.mx")}, NOW)
        await lay(unit, other, {"email": field("b@x.mx", confirmed=True), "company": field("Tuerca")}, NOW)
        before = {who: await show(unit, who) for who in (room.contact, other)}
        id = await merge(unit, room.contact, other, "code", "customer", room.pack, NOW)
        await unmerge(unit, id, "luz", NOW)
        for who, was in before.items():
            now = await show(unit, who)
            assert {**now, "merges": []} == {**was, "merges": []}
        acts = await unit.rows("SELECT action, actor FROM audit WHERE action LIKE 'contact.%%' ORDER BY id")
    assert acts == [{"action": "contact.merge", "actor": "customer"}, {"action": "contact.unmerge", "actor": "luz"}]


async def test_what_was_learned_after_the_merge_stays_when_it_is_undone(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        other = await another(unit, room)
        await lay(unit, other, {"company": field("Tuerca")}, NOW)
        id = await merge(unit, room.contact, other, "code", "customer", room.pack, NOW)
    await room.write("profile.save", fields={"need": field("frenos")})
    async with store.unit(room.tenant) as unit:
        await unmerge(unit, id, "luz", NOW)
        assert set(await of_contact(unit, room.contact)) == {"need"}
        assert set(await of_contact(unit, other)) == {"company"}


async def test_a_refusal_counts_for_both_however_they_are_joined_and_parted(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        other = await another(unit, room)
        await consents.keep(unit, other, "whatsapp", "all", allowed=False, source="words", at=NOW)
        id = await merge(unit, room.contact, other, "code", "customer", room.pack, NOW)
        assert await consents.refused(unit, room.contact, "whatsapp") == {"all"}
        later = NOW + timedelta(hours=1)
        await consents.keep(unit, room.contact, "email", "all", allowed=False, source="words", at=later)
        await unmerge(unit, id, "luz", later)
        assert await consents.refused(unit, room.contact, "whatsapp") == set()
        assert await consents.refused(unit, other, "whatsapp") == {"all"}
        for who in (room.contact, other):
            assert await consents.refused(unit, who, "email") == {"all"}


async def test_a_cart_follows_its_customer_there_and_back(store: Store) -> None:
    room = await open_room(store)
    await room.write("cart.put", items={"pads-ceramic": 2})
    async with store.unit(room.tenant) as unit:
        other = await another(unit, room)
        id = await merge(unit, other, room.contact, "code", "customer", room.pack, NOW)
        [cart] = await unit.rows("SELECT contact_id FROM cart_sessions WHERE status = 'open'")
        assert cart["contact_id"] == other
        await unmerge(unit, id, "luz", NOW)
        [cart] = await unit.rows("SELECT contact_id FROM cart_sessions WHERE status = 'open'")
        assert cart["contact_id"] == room.contact


async def test_a_contact_that_is_part_of_another_is_not_merged_or_parted_again(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        other = await another(unit, room)
        id = await merge(unit, room.contact, other, "code", "customer", room.pack, NOW)
        with pytest.raises(NotMergeableError, match="part of"):
            await merge(unit, room.contact, other, "code", "customer", room.pack, NOW)
        with pytest.raises(NotMergeableError, match="one already"):
            await merge(unit, room.contact, room.contact, "person", "luz", room.pack, NOW)
        await unmerge(unit, id, "luz", NOW)
        with pytest.raises(NotUndoneError, match="was undone"):
            await unmerge(unit, id, "luz", NOW)


async def test_conversations_change_hands(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        other = await another(unit, room)
        id = await merge(unit, other, room.contact, "person", "luz", room.pack, NOW)
        assert {row["id"] for row in await contacts.conversations_of(unit, other)} >= {room.conversation}
        await unmerge(unit, id, "luz", NOW)
        assert await contacts.conversations_of(unit, other) == []


@given(mine=FIELDS, theirs=FIELDS)
def test_a_profile_that_was_joined_and_parted_is_what_it_was(
    mine: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]
) -> None:
    assert parted(joined(mine, theirs), mine, theirs) == mine
