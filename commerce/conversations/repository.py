"""The rows of ``conversations`` and ``messages``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from kit.errors import NotFoundError
from store.turns import UnknownConversationError
from store.unit import Row, Unit

_LEFT: dict[str, LiteralString] = {
    "appointments": "SELECT kind, status FROM appointments WHERE conversation_id = %s ORDER BY starts_at",
    "quotes": "SELECT status FROM quotes WHERE conversation_id = %s ORDER BY created_at",
    "orders": "SELECT status FROM orders WHERE conversation_id = %s ORDER BY created_at",
    "handoffs": "SELECT reason FROM handoffs WHERE conversation_id = %s ORDER BY created_at",
}


_INSERT: LiteralString = """
    INSERT INTO conversations (
        id, tenant_id, contact_id, channel, locale, timezone, branch, client_name, phone_number,
        page_url, referrer_page, referrer_domain, utm, created_at, updated_at)
    VALUES (
        %(id)s, %(tenant)s, %(contact)s, %(channel)s, %(locale)s, %(timezone)s, %(branch)s, %(name)s,
        %(phone)s,
        %(page)s, %(referrer)s, %(domain)s, %(utm)s, %(now)s, %(now)s)
    ON CONFLICT (id) DO NOTHING
"""


async def insert(unit: Unit, row: Mapping[str, Any]) -> None:
    """Begins it once for each ``id``; ``row`` has every key that ``_INSERT`` names but the tenant."""
    await unit.run(_INSERT, {**row, "utm": Jsonb(row["utm"]), "tenant": unit.tenant})


async def get(unit: Unit, id: UUID) -> Row:
    """Raises UnknownConversationError, also for a conversation of another tenant."""
    row = await unit.row("SELECT * FROM conversations WHERE id = %s", (id,))
    if row is None:
        raise UnknownConversationError(f"Conversation {id} was not found.")
    return row


async def messages(unit: Unit, id: UUID, after_seq: int = 0, limit: int = 100) -> list[Row]:
    """Messages after a number, in order."""
    return await unit.rows(
        "SELECT * FROM messages WHERE conversation_id = %s AND seq > %s ORDER BY seq LIMIT %s",
        (id, after_seq, limit),
    )


async def branches_of(unit: Unit, ids: list[UUID]) -> dict[UUID, str | None]:
    rows = await unit.rows("SELECT id, branch FROM conversations WHERE id = ANY(%s)", (ids,))
    return {row["id"]: row["branch"] for row in rows}


async def see(unit: Unit, id: UUID) -> None:
    """A person has opened all that the customer wrote; nothing is written where they had before."""
    await unit.run("UPDATE conversations SET seen_seq = inbound_seq WHERE id = %s AND seen_seq < inbound_seq", (id,))


async def messages_after_turn(unit: Unit, id: UUID, turn: int, limit: int) -> list[Row]:
    """The newest messages since that turn took its own, in order."""
    found = await unit.rows(
        "SELECT * FROM messages WHERE conversation_id = %s AND seq > coalesce((SELECT last_seq FROM turns "
        "WHERE conversation_id = %s AND seq = %s), 0) AND turn_seq IS NULL ORDER BY seq DESC LIMIT %s",
        (id, id, turn, limit),
    )
    return found[::-1]


async def said_as(unit: Unit, id: UUID, client_id: str) -> Row | None:
    """The message that was sent under this name."""
    return await unit.row(
        "SELECT * FROM messages WHERE conversation_id = %s AND client_message_id = %s", (id, client_id)
    )


async def name_message(unit: Unit, message: UUID, client_id: str) -> None:
    await unit.run("UPDATE messages SET client_message_id = %s WHERE id = %s", (client_id, message))


async def mark_interrupted(unit: Unit, message: UUID) -> None:
    """What its customer was shown of a reply that was cut."""
    await unit.run("UPDATE messages SET metadata = '{\"interrupted\": true}' WHERE id = %s", (message,))


async def spoken(unit: Unit, id: UUID) -> list[Row]:
    """All that did not come from the assistant, in order: what its customer and people said, and what happened."""
    return await unit.rows(
        'SELECT sender_type, sender_id, message_type, content, metadata, "timestamp" FROM messages '
        "WHERE conversation_id = %s AND sender_type <> 'ai' ORDER BY seq",
        (id,),
    )


async def left_behind(unit: Unit, id: UUID) -> dict[str, list[Row]]:
    """``appointments``, ``quotes``, ``orders`` and ``handoffs`` of the conversation, oldest first."""
    return {name: await unit.rows(query, (id,)) for name, query in _LEFT.items()}


async def pin(unit: Unit, id: UUID, agent: str | None) -> None:
    """A client's own salesperson, in every open conversation of theirs; None lets anybody serve them again.

    Raises NotFoundError for a conversation that is not open.
    """
    changed = await unit.run(
        "UPDATE conversations SET faithful_client_agent_id = %s, is_faithful_client = %s "
        "WHERE status = 'open' AND contact_id = (SELECT contact_id FROM conversations WHERE id = %s)",
        (agent, agent is not None, id),
    )
    if not changed:
        raise NotFoundError(f"Conversation {id} is not open.")


async def end(unit: Unit, id: UUID, now: datetime) -> None:
    """Closes the conversation; ending it twice is ending it once."""
    await unit.run(
        "UPDATE conversations SET status = 'ended', ended_at = %s, updated_at = %s WHERE id = %s AND status = 'open'",
        (now, now, id),
    )


async def returning(unit: Unit, contact: UUID, before: UUID) -> bool:
    """Whether the contact had said something in another conversation before ``before`` began."""
    row = await unit.row(
        "SELECT EXISTS (SELECT FROM conversations c JOIN conversations b ON b.id = %s "
        "WHERE c.contact_id = %s AND c.id <> b.id AND c.inbound_seq > 0 "
        "AND c.created_at <= b.created_at) AS yes",
        (before, contact),
    )
    return bool(row and row["yes"])
