"""Conversations as rows: begun, taken over, given back, ended, counted."""

from datetime import timedelta
from uuid import UUID

import pytest

from commerce.audit import repository as audit
from commerce.conversations import repository as conversations
from commerce.conversations.ownership import (
    AlreadyTakenError,
    NotHeldError,
    keep,
    release,
    release_idle,
    take_over,
    warn_idle,
)
from commerce.conversations.start import start
from commerce.handoffs import repository as handoffs
from commerce.metrics.conversion import conversion
from commerce.metrics.repository import record
from commerce.tenants.register import register
from kit.ids import derived
from store.turns import UnknownConversationError
from store.unit import Row, Store
from tests.commerce.packs import small_pack
from tests.commerce.rooms import NOW, Room, another_conversation, open_room

PLANS = "https://talleres.example/planes?utm_source=x#top"


async def row_of(room: Room) -> Row:
    async with room.store.unit(room.tenant) as unit:
        return await conversations.get(unit, room.conversation)


async def hand_off(room: Room) -> None:
    await room.write("conversation.hand_off", reason="asked", person="luis", package={"summary": "quiere balatas"})


async def test_a_conversation_remembers_the_page_and_the_campaign_it_came_from(store: Store) -> None:
    room = await open_room(
        store,
        page_url=PLANS,
        referrer="https://www.google.com/search",
        utm={"source": "ads"},
        locale="es-CO",
        timezone="America/Bogota",
        name="Beto",
        phone="+573001234567",
    )
    row = await row_of(room)
    assert (row["page_url"], row["referrer_domain"], row["utm"]) == (
        PLANS,
        "google.com",
        {"utm_source": "ads"},
    )
    assert (row["locale"], row["timezone"], row["client_name"]) == ("es-CO", "America/Bogota", "Beto")
    assert (row["owner"], row["epoch"], row["status"], row["created_at"]) == ("bot", 0, "open", NOW)


async def test_starting_twice_with_one_id_is_starting_once(store: Store) -> None:
    room = await open_room(store)
    again = await another_conversation(room, "visitor", room.conversation, page_url=PLANS)
    assert again["page_url"] is None
    assert len(await room.rows("conversations")) == 1


async def test_a_number_that_writes_again_is_the_same_contact(store: Store) -> None:
    room = await open_room(store)
    first = await another_conversation(room, "+573001234567", derived("1"), channel="whatsapp")
    second = await another_conversation(room, "+573001234567", derived("2"), channel="whatsapp")
    elsewhere = await another_conversation(room, "+573001234567", derived("3"), channel="web")
    assert first["contact_id"] == second["contact_id"]
    assert elsewhere["contact_id"] != first["contact_id"]


async def test_a_contact_returns_who_had_said_something_before(store: Store) -> None:
    room = await open_room(store)
    later = await another_conversation(room.later(days=1), "visitor", derived("later"))
    async with store.unit(room.tenant) as unit:
        assert not await conversations.returning(unit, room.contact, later["id"])
    await room.hear()
    async with store.unit(room.tenant) as unit:
        assert await conversations.returning(unit, room.contact, later["id"])
        assert not await conversations.returning(unit, room.contact, room.conversation)


async def test_another_tenant_s_conversation_does_not_exist(store: Store) -> None:
    room = await open_room(store)
    other = small_pack(id="vecinos")
    async with store.unit("vecinos") as unit:
        await register(unit, other, NOW)
        with pytest.raises(UnknownConversationError):
            await conversations.get(unit, room.conversation)
        with pytest.raises(UnknownConversationError):
            await take_over(unit, room.conversation, "luis", NOW)


async def test_messages_come_in_order_after_a_number(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        for seq in (1, 2, 3):
            await unit.run(
                "INSERT INTO messages "
                '(id, tenant_id, conversation_id, seq, sender_type, content, "timestamp") '
                "VALUES (%s, %s, %s, %s, 'client', %s, %s)",
                (derived(str(seq)), unit.tenant, room.conversation, seq, f"m{seq}", NOW),
            )
        found = await conversations.messages(unit, room.conversation, after_seq=1, limit=1)
    assert [row["content"] for row in found] == ["m2"]


async def test_ending_a_conversation_twice_keeps_the_first_end(store: Store) -> None:
    room = await open_room(store)
    await room.write("conversation.end")
    await room.later(hours=1).write("conversation.end", 2)
    row = await row_of(room)
    assert (row["status"], row["ended_at"]) == ("ended", NOW)


async def test_a_takeover_raises_the_epoch_and_takes_the_handoff(store: Store) -> None:
    room = await open_room(store)
    await hand_off(room)
    async with store.unit(room.tenant) as unit:
        (waiting,) = await handoffs.waiting(unit)
        assert waiting["package"] == {"summary": "quiere balatas"}
        assert await take_over(unit, room.conversation, "luis", NOW) == 1
        assert await handoffs.waiting(unit) == []
    row = await row_of(room)
    assert (row["owner"], row["ai_mode"], row["assigned_agent_id"]) == ("human", "inactive", "luis")
    assert row["locked_until"] == NOW + timedelta(minutes=5)


async def test_taking_one_s_own_again_only_renews_the_lock(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
        assert await take_over(unit, room.conversation, "luis", NOW + timedelta(minutes=4)) == 1
    assert (await row_of(room))["locked_until"] == NOW + timedelta(minutes=9)


async def test_a_conversation_in_work_is_not_taken_from_a_colleague_but_by_a_supervisor(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
        with pytest.raises(AlreadyTakenError, match="is with luis until"):
            await take_over(unit, room.conversation, "ana", NOW)
        assert await take_over(unit, room.conversation, "ana", NOW, force=True) == 2


async def test_a_conversation_left_alone_for_five_minutes_may_be_taken(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
        assert await take_over(unit, room.conversation, "ana", NOW + timedelta(minutes=5)) == 2


async def test_a_release_gives_back_to_the_bot_what_is_new_from_now_on(store: Store) -> None:
    room = await open_room(store)
    await hand_off(room)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
    await room.hear()
    async with store.unit(room.tenant) as unit:
        assert await release(unit, room.conversation, "luis", NOW) == 2
        assert await release(unit, room.conversation, "luis", NOW) == 2
    row = await row_of(room)
    assert (row["owner"], row["ai_mode"], row["assigned_agent_id"]) == ("bot", "active", None)
    assert row["handled_seq"] == row["inbound_seq"] == 1
    assert [entry["status"] for entry in await room.rows("handoffs")] == ["released"]


async def test_a_colleague_cannot_release_what_is_not_theirs(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
        with pytest.raises(NotHeldError, match="not with ana"):
            await release(unit, room.conversation, "ana", NOW)


async def test_conversations_whose_person_fell_silent_go_back_to_the_bot(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
        assert await release_idle(unit, NOW + timedelta(minutes=9)) == [], "no customer waits"
    await room.hear()
    async with store.unit(room.tenant) as unit:
        assert await release_idle(unit, NOW + timedelta(minutes=4)) == []
        await keep(unit, room.conversation, "luis", NOW + timedelta(minutes=4))
        assert await release_idle(unit, NOW + timedelta(minutes=8)) == []
        assert await warn_idle(unit, NOW + timedelta(minutes=7)) == []
        (warned,) = await warn_idle(unit, NOW + timedelta(minutes=8))
        assert (warned["id"], warned["assigned_agent_id"]) == (room.conversation, "luis")
        assert await warn_idle(unit, NOW + timedelta(minutes=8)) == [], "told once"
        assert await release_idle(unit, NOW + timedelta(minutes=10)) == [room.conversation]
    row = await row_of(room)
    assert row["owner"] == "bot"
    assert row["handled_seq"] < row["inbound_seq"], "the customer still waits: the bot answers"


async def test_every_change_of_hands_is_in_the_audit_trail(store: Store) -> None:
    room = await open_room(store)
    await hand_off(room)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
        await release(unit, room.conversation, "luis", NOW)
        trail = await audit.of_conversation(unit, room.conversation)
    assert [(entry["actor"], entry["action"]) for entry in trail] == [
        ("bot", "conversation.hand_off"),
        ("luis", "conversation.take_over"),
        ("luis", "conversation.release"),
    ]
    assert trail[1]["detail"] == {"epoch": 1, "from": "queue", "after": 0}


async def test_a_handoff_does_not_take_a_conversation_from_a_person(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        await take_over(unit, room.conversation, "luis", NOW)
    await hand_off(room)
    assert (await row_of(room))["owner"] == "human"


async def test_conversion_is_counted_over_conversations_in_which_somebody_spoke(store: Store) -> None:
    room = await open_room(store, page_url=PLANS)
    silent = await another_conversation(room, "silent", page_url=PLANS)
    other = await another_conversation(room, "other", page_url="https://talleres.example/")
    await room.hear()
    await room.hear(other["id"])
    await room.write("order.place", lines=[{"item": "training", "quantity": 1}], delivery={})
    async with store.unit(room.tenant) as unit:
        figures = await conversion(unit)
    assert silent["inbound_seq"] == 0
    assert (figures["conversations"], figures["orders"], figures["converted"], figures["share"]) == (
        2,
        1,
        1,
        0.5,
    )
    pages = {page["page"]: (page["conversations"], page["share"]) for page in figures["by_page"]}
    assert pages == {"https://talleres.example/planes": (1, 1.0), "https://talleres.example/": (1, 0.0)}


async def test_a_house_without_conversations_has_no_conversion(store: Store) -> None:
    async with store.unit("talleres") as unit:
        figures = await conversion(unit)
    assert (figures["conversations"], figures["share"], figures["by_page"]) == (0, 0.0, [])


async def test_an_event_is_counted_once_by_its_key(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        for _ in range(2):
            await record(unit, room.conversation, "video_seen", NOW + timedelta(minutes=2), key="v1")
    (metrics,) = await room.rows("conversion_metrics")
    assert [event["name"] for event in metrics["conversion_events"]] == ["started", "video_seen"]
    assert (metrics["duration_seconds"], metrics["converted"]) == (120, False)


async def test_a_contact_of_one_tenant_is_unknown_to_the_next(store: Store) -> None:
    room = await open_room(store)
    async with store.unit("vecinos") as unit:
        await register(unit, small_pack(id="vecinos"), NOW)
        row = await start(unit, id=UUID(int=9), external_id="visitor", channel="web", now=NOW)
    assert row["contact_id"] != room.contact
