"""The rows of ``conversation_states``, one for each conversation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from kit.ids import derived
from store.unit import Row, Unit


async def save(
    unit: Unit,
    *,
    conversation: UUID,
    current: str,
    history: Sequence[Mapping[str, Any]],
    context: Mapping[str, Any],
    now: datetime,
) -> None:
    """Writes where the conversation stands. ``history``: ``{"stage", "turn", "at"}``, oldest first."""
    await unit.run(
        """
        INSERT INTO conversation_states (
            id, tenant_id, session_id, current_stage, stage_history, context_data, created_at, updated_at)
        VALUES (%(id)s, %(tenant)s, %(conversation)s, %(current)s, %(history)s, %(context)s, %(now)s, %(now)s)
        ON CONFLICT (session_id) DO UPDATE
           SET current_stage = excluded.current_stage, stage_history = excluded.stage_history,
               context_data = excluded.context_data, updated_at = excluded.updated_at
        """,
        {
            "id": derived(unit.tenant, str(conversation), "stage"),
            "tenant": unit.tenant,
            "conversation": conversation,
            "current": current,
            "history": Jsonb([dict(entry) for entry in history]),
            "context": Jsonb(dict(context)),
            "now": now,
        },
    )


async def of_conversation(unit: Unit, conversation: UUID) -> Row | None:
    return await unit.row("SELECT * FROM conversation_states WHERE session_id = %s", (conversation,))
