"""The rows of ``threads``, and the ids by which a channel knows a contact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.contacts import repository as contacts
from commerce.threads.incoming import Message, Moved, Person
from commerce.threads.variants import variants
from kit.ids import derived
from store.unit import Row, Unit

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('channels of ' || %s, 0))"


async def alone(unit: Unit) -> None:
    """Waits until nobody else takes in what the tenant's channels brought; lasts until the transaction ends."""
    await unit.run(_LOCK, (unit.tenant,))


async def contact_of(unit: Unit, channel: str, ids: Sequence[str], name: str | None, now: datetime) -> UUID:
    """The contact behind any of the ids, in any way of writing them; made where none is known. All ids are then its."""
    known = await find(unit, channel, [way for id in ids for way in variants(id)])
    contact = known or derived(unit.tenant, "contact", channel, ids[0])
    if known is None:
        await contacts.make(unit, contact, now, name)
    await add_ids(unit, channel, contact, ids, now)
    return contact


async def find(unit: Unit, channel: str, ids: Sequence[str]) -> UUID | None:
    """The contact that the channel knows by one of the ids; of several, the oldest."""
    row = await unit.row(
        "SELECT c.contact_id FROM contact_channels c JOIN contacts k ON k.id = c.contact_id "
        "WHERE c.channel = %s AND c.external_id = ANY(%s) ORDER BY k.created_at, k.id LIMIT 1",
        (channel, list(ids)),
    )
    return row["contact_id"] if row else None


async def add_ids(unit: Unit, channel: str, contact: UUID, ids: Iterable[str], now: datetime) -> None:
    for id in ids:
        await contacts.add_id(unit, channel, id, contact, now)


async def open_on(unit: Unit, channel: str, line: str, contact: UUID) -> Row | None:
    """The open conversation with the contact on that line: id, owner."""
    return await unit.row(
        "SELECT id, owner FROM conversations WHERE channel = %s AND line = %s AND contact_id = %s AND status = 'open'",
        (channel, line, contact),
    )


async def open_of(unit: Unit, contact: UUID, ids: Sequence[str]) -> Row | None:
    """The contact's open conversation in which a message with one of those ids stands, or left, or was answered."""
    return await unit.row(
        "SELECT c.id, c.owner FROM conversations c WHERE c.contact_id = %s AND c.status = 'open' AND c.id IN ("
        "SELECT conversation_id FROM messages WHERE whatsapp_message_id = ANY(%s) "
        "UNION ALL SELECT conversation_id FROM sends WHERE external_id = ANY(%s) "
        "UNION ALL SELECT m.conversation_id FROM messages m JOIN conversations k ON k.id = m.conversation_id "
        "WHERE k.contact_id = %s AND k.channel = 'email' AND m.metadata -> 'ids' ?| %s) "
        "ORDER BY c.updated_at DESC LIMIT 1",
        (contact, list(ids), list(ids), contact, list(ids)),
    )


async def offered(unit: Unit, channel: str, line: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The blocks of the newest message that the customer with one of the ids has from us on that line."""
    row = await unit.row(
        "SELECT m.metadata FROM contact_channels i JOIN conversations c ON c.contact_id = i.contact_id "
        "AND c.channel = i.channel JOIN messages m ON m.conversation_id = c.id WHERE i.channel = %s "
        "AND i.external_id = ANY(%s) AND c.line = %s AND c.status = 'open' AND m.sender_type IN ('ai', 'agent') "
        "ORDER BY m.seq DESC LIMIT 1",
        (channel, list(ids), line),
    )
    blocks = (row["metadata"] or {}).get("blocks") if row else None
    return [block for block in blocks or [] if isinstance(block, dict)]


async def count_on(unit: Unit, channel: str, line: str, contact: UUID) -> int:
    row = await unit.row(
        "SELECT count(*) AS n FROM conversations WHERE channel = %s AND line = %s AND contact_id = %s",
        (channel, line, contact),
    )
    return int(row["n"]) if row else 0


async def hold_on(unit: Unit, conversation: UUID, line: str) -> None:
    """Says that the conversation is held on that line."""
    await unit.run("UPDATE conversations SET line = %s WHERE id = %s", (line, conversation))
    await unit.run(
        "INSERT INTO threads (conversation_id, tenant_id, line) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (conversation, unit.tenant, line),
    )


async def hear(unit: Unit, conversation: UUID, message: Message) -> None:
    """The customer wrote: opens the window, by the channel's clock, and tells where they can be reached."""
    referral = message.data.get("referral")
    await unit.run(
        "UPDATE threads SET heard_id = CASE WHEN heard_at IS NULL OR heard_at <= %(at)s THEN %(id)s ELSE heard_id END, "
        "heard_at = greatest(heard_at, %(at)s), referral = coalesce(referral, %(referral)s) "
        "WHERE conversation_id = %(conversation)s",
        {
            "at": message.at,
            "id": message.id,
            "referral": Jsonb(referral) if referral else None,
            "conversation": conversation,
        },
    )
    await _reach(unit, conversation, message.person, message.at)
    moved = await unit.rows(
        "SELECT phone, user_id, at FROM moves WHERE before_id = ANY(%s) AND at >= %s ORDER BY at",
        (list(message.person.ids), message.at),
    )
    for row in moved:
        await _reach(unit, conversation, Person(row["phone"], row["user_id"]), row["at"])


@dataclass(frozen=True, slots=True)
class Heard:
    """The customer's newest message as an answer refers to it: its subject, and the ids that led to it."""

    subject: str = ""
    ids: tuple[str, ...] = ()


async def heard(unit: Unit, thread: Row) -> Heard:
    row = await unit.row(
        "SELECT metadata FROM messages WHERE conversation_id = %s AND whatsapp_message_id = %s",
        (thread["conversation_id"], thread["heard_id"]),
    )
    told = (row["metadata"] or {}) if row else {}
    return Heard(str(told.get("subject", "")), tuple(map(str, told.get("ids", []))))


async def move(unit: Unit, channel: str, moved: Moved, contact: UUID) -> None:
    """The contact's open conversations go on at the new address; what was told later is not overwritten."""
    for id in moved.before.ids:
        await unit.run(
            "INSERT INTO moves (tenant_id, channel, before_id, phone, user_id, at) VALUES (%s, %s, %s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            (unit.tenant, channel, id, moved.after.phone, moved.after.user_id, moved.at),
        )
    rows = await unit.rows(
        "SELECT id FROM conversations WHERE channel = %s AND contact_id = %s AND line IS NOT NULL AND status = 'open'",
        (channel, contact),
    )
    for row in rows:
        await _reach(unit, row["id"], moved.after, moved.at)


async def _reach(unit: Unit, conversation: UUID, person: Person, at: datetime) -> None:
    """The newest address counts; an older one only fills what is not known."""
    await unit.run(
        "UPDATE threads SET "
        "phone = CASE WHEN coalesce(reached_at <= %(at)s, true) THEN coalesce(%(phone)s, phone) "
        "ELSE coalesce(phone, %(phone)s) END, "
        "user_id = CASE WHEN coalesce(reached_at <= %(at)s, true) THEN coalesce(%(user)s, user_id) "
        "ELSE coalesce(user_id, %(user)s) END, "
        "username = coalesce(%(name)s, username), reached_at = greatest(reached_at, %(at)s) "
        "WHERE conversation_id = %(conversation)s",
        {
            "at": at,
            "phone": person.phone,
            "user": person.user_id,
            "name": person.username,
            "conversation": conversation,
        },
    )


async def close_window(unit: Unit, conversation: UUID, at: datetime) -> None:
    """The channel refused a free message: nothing but a template goes out until the customer writes again."""
    await unit.run(
        "UPDATE threads SET closed_at = greatest(closed_at, %s) WHERE conversation_id = %s", (at, conversation)
    )


async def thread(unit: Unit, conversation: UUID) -> Row | None:
    """How the customer is reached, with the conversation's owner, contact, language and branch."""
    return await unit.row(
        "SELECT t.*, c.contact_id, c.channel, c.owner, c.locale, c.branch, c.client_name, c.timezone FROM threads t "
        "JOIN conversations c ON c.id = t.conversation_id WHERE t.conversation_id = %s",
        (conversation,),
    )
