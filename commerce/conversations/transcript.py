"""What was said in a conversation and which turn said it."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg.types.json import Jsonb

from commerce.sends.outgoing import leaving
from store.outbox import enqueue
from store.unit import Row, Unit

TURNS_SHOWN = 200


async def say(
    unit: Unit,
    conversation: UUID,
    id: UUID,
    sender: Literal["ai", "agent"],
    text: str,
    now: datetime,
    who: str | None = None,
    data: dict[str, Any] | None = None,
) -> Row:
    """Adds a message that no turn wrote: the welcome, or a person's words. Returns its row.

    ``data``: what goes with it, such as ``{"blocks": […]}``.
    """
    row = await unit.row(
        "WITH c AS (UPDATE conversations SET message_seq = message_seq + 1, updated_at = %s WHERE id = %s "
        "RETURNING message_seq) "
        'INSERT INTO messages (id, tenant_id, conversation_id, seq, sender_type, sender_id, content, "timestamp", '
        "metadata) SELECT %s, %s, %s, c.message_seq, %s, %s, %s, %s, %s FROM c RETURNING *",
        (now, conversation, id, unit.tenant, conversation, sender, who, text, now, Jsonb(data) if data else None),
    )
    assert row is not None
    held = await unit.row("SELECT id, line FROM conversations WHERE id = %s", (conversation,))
    await enqueue(unit, conversation, None, leaving(held or {}, id), now)
    return row


async def answer_to(unit: Unit, conversation: UUID, seq: int) -> tuple[Row | None, list[dict[str, Any]]]:
    """The turn that took message number ``seq``, and what it replied: ``{"text", "blocks"}``."""
    turn = await unit.row(
        "SELECT seq, record FROM turns WHERE conversation_id = %s AND first_seq <= %s AND last_seq >= %s",
        (conversation, seq, seq),
    )
    if turn is None:
        return None, []
    rows = await unit.rows(
        "SELECT content, metadata FROM messages WHERE conversation_id = %s AND seq > %s AND turn_seq = %s ORDER BY seq",
        (conversation, seq, turn["seq"]),
    )
    return turn, [{"text": row["content"], "blocks": (row["metadata"] or {}).get("blocks", [])} for row in rows]


async def turns(unit: Unit, conversation: UUID) -> list[Row]:
    """The turns, oldest first, each with its ``record``, ``facts`` and ``messages``."""
    found = await unit.rows(
        "SELECT seq, first_seq, last_seq, epoch, started_at, ms, record FROM turns WHERE conversation_id = %s "
        "ORDER BY seq LIMIT %s",
        (conversation, TURNS_SHOWN),
    )
    facts = await unit.rows(
        "SELECT turn_seq, id, kind, value, source, expires_at FROM facts WHERE conversation_id = %s "
        "ORDER BY turn_seq, id",
        (conversation,),
    )
    said = await unit.rows(
        'SELECT seq, turn_seq, sender_type, content, "timestamp" FROM messages WHERE conversation_id = %s ORDER BY seq',
        (conversation,),
    )
    for turn in found:
        turn["facts"] = [fact for fact in facts if fact["turn_seq"] == turn["seq"]]
        turn["messages"] = [
            m for m in said if turn["first_seq"] <= m["seq"] <= turn["last_seq"] or m["turn_seq"] == turn["seq"]
        ]
    return found
