"""The rows of ``messages``, as channels, people and turns write them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from store.unit import Row, Unit


async def arrive(
    unit: Unit, id: UUID, conversation: UUID, external_id: str, kind: str, text: str, data: Mapping[str, Any],
    sent: datetime, now: datetime,
) -> Row:  # fmt: skip
    """A customer's message from a channel, ``sent`` by its clock: ``seq``, None where it was there, and ``owner``."""
    row = await unit.row(
        "SELECT seq, owner FROM arrive(%s, %s, %s, %s, 'client', %s, %s, %s, %s, NULL)",
        (unit.tenant, conversation, id, external_id, kind, text, Jsonb(dict(data)), now),
    )
    assert row is not None
    await unit.run(
        'UPDATE messages SET whatsapp_message_id = %s, "timestamp" = %s WHERE id = %s', (external_id, sent, id)
    )
    return row


async def conversation_of(unit: Unit, external_id: str) -> UUID | None:
    """Where the customer's message of that id stands already."""
    row = await unit.row("SELECT conversation_id FROM messages WHERE whatsapp_message_id = %s", (external_id,))
    return row["conversation_id"] if row else None


async def by_external_id(unit: Unit, external_id: str) -> Row | None:
    """A customer's message by its own id, or one of ours by what left: ``id``, ``content``, ``metadata``."""
    return await unit.row(
        "SELECT m.id, m.content, m.metadata FROM messages m WHERE m.whatsapp_message_id = %s "
        "UNION ALL SELECT m.id, m.content, m.metadata FROM sends s JOIN messages m ON m.id = s.message_id "
        "WHERE s.external_id = %s LIMIT 1",
        (external_id, external_id),
    )


async def that_left_as(unit: Unit, external_id: str) -> Row | None:
    """The ``metadata`` of the message of ours that left under that id."""
    return await unit.row(
        "SELECT m.metadata FROM sends s JOIN messages m ON m.id = s.message_id WHERE s.external_id = %s", (external_id,)
    )


async def rewrite(unit: Unit, id: UUID, text: str, data: Mapping[str, Any]) -> None:
    await unit.run("UPDATE messages SET content = %s, metadata = %s WHERE id = %s", (text, Jsonb(dict(data)), id))


async def add_data(unit: Unit, id: UUID, data: Mapping[str, Any]) -> None:
    """Puts ``data`` beside what stands with the message already."""
    await unit.run("UPDATE messages SET metadata = metadata || %s WHERE id = %s", (Jsonb(dict(data)), id))


async def add(
    unit: Unit, conversation: UUID, id: UUID, sender: str, who: str | None, text: str, data: Mapping[str, Any] | None,
    now: datetime,
) -> Row:  # fmt: skip
    """The next message of the conversation, whole."""
    row = await unit.row(
        "WITH c AS (UPDATE conversations SET message_seq = message_seq + 1, updated_at = %s WHERE id = %s "
        "RETURNING message_seq) "
        'INSERT INTO messages (id, tenant_id, conversation_id, seq, sender_type, sender_id, content, "timestamp", '
        "metadata) SELECT %s, %s, %s, c.message_seq, %s, %s, %s, %s, %s FROM c RETURNING *",
        (
            now, conversation, id, unit.tenant, conversation, sender, who, text, now,
            Jsonb(dict(data)) if data else None,
        ),
    )  # fmt: skip
    assert row is not None
    return row


async def of_turn(unit: Unit, conversation: UUID, turn: int, after: int) -> list[Row]:
    """What the turn replied, after message number ``after``: ``content``, ``metadata``."""
    return await unit.rows(
        "SELECT content, metadata FROM messages WHERE conversation_id = %s AND seq > %s AND turn_seq = %s ORDER BY seq",
        (conversation, after, turn),
    )


async def every(unit: Unit, conversation: UUID) -> list[Row]:
    """All of them, in order: ``seq``, ``turn_seq``, ``sender_type``, ``content``, ``timestamp``."""
    return await unit.rows(
        'SELECT seq, turn_seq, sender_type, content, "timestamp" FROM messages WHERE conversation_id = %s ORDER BY seq',
        (conversation,),
    )
