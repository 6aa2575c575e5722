"""What is kept of turns: the state after each, and how one began: its messages, and the checkpoint before it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kit.errors import NotFoundError
from store.turns import Load
from store.unit import Row, Unit


async def load_kept(unit: Unit, conversation: UUID, seq: int) -> Load:
    """What turn ``seq`` started from; the one after the last starts from what the customer wrote since.

    Raises NotFoundError where nothing waits for that turn, or the checkpoint before it is no longer kept.
    """
    row = await _conversation(unit, conversation)
    waiting = await _messages(unit, conversation, seq)
    if not waiting:
        raise NotFoundError(f"Conversation {conversation} has nothing to answer in turn {seq}.")
    held = await unit.row(
        "SELECT state, version FROM checkpoints WHERE conversation_id = %s AND turn_seq = %s", (conversation, seq - 1)
    )
    if held is None and seq > 1:
        raise NotFoundError(
            f"The state before turn {seq} is no longer kept: PARLEY_CHECKPOINTS_KEPT says how many are."
        )
    began = {**row, "turn_seq": seq - 1, "owner": "bot"}
    return Load(began, waiting, held["state"] if held else None, held["version"] if held else None)


async def kept_states(unit: Unit, conversation: UUID, turns: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The plain state after each of those turns, of those that are still kept."""
    rows = await unit.rows(
        "SELECT turn_seq, state -> 'channel_values' AS state FROM checkpoints "
        "WHERE conversation_id = %s AND turn_seq = ANY(%s)",
        (conversation, list(turns)),
    )
    return {row["turn_seq"]: row["state"] for row in rows}


async def began_at(unit: Unit, conversation: UUID, seq: int) -> datetime | None:
    """None for a turn that was not run yet."""
    row = await unit.row("SELECT started_at FROM turns WHERE conversation_id = %s AND seq = %s", (conversation, seq))
    return row["started_at"] if row else None


async def _conversation(unit: Unit, conversation: UUID) -> Row:
    row = await unit.row("SELECT row_to_json(c) AS whole FROM conversations c WHERE id = %s", (conversation,))
    if row is None:
        raise NotFoundError(f"Conversation {conversation} was not found.")
    whole: Row = row["whole"]
    return whole


async def _messages(unit: Unit, conversation: UUID, seq: int) -> list[Row]:
    return await unit.rows(
        "SELECT m.id::text AS id, m.seq, m.content, m.message_type, m.metadata FROM messages m "
        "LEFT JOIN turns t ON t.conversation_id = m.conversation_id AND t.seq = %s "
        "LEFT JOIN turns before ON before.conversation_id = m.conversation_id AND before.seq = %s "
        "WHERE m.conversation_id = %s AND m.sender_type IN ('client', 'system') "
        "AND m.seq > coalesce(before.last_seq, 0) AND m.seq <= coalesce(t.last_seq, m.seq) "
        "AND (t.seq IS NULL OR m.seq >= t.first_seq) ORDER BY m.seq",
        (seq, seq - 1, conversation),
    )
