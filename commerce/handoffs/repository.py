"""The rows of ``handoffs``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from store.unit import Row, Unit


async def queue(
    unit: Unit,
    *,
    id: UUID,
    conversation: UUID,
    reason: str,
    person: str | None,
    package: Mapping[str, Any],
    now: datetime,
) -> None:
    """Puts the conversation in the queue with its package; the bot stays until a person takes it over."""
    await unit.run(
        "INSERT INTO handoffs (id, tenant_id, conversation_id, reason, person_id, package, created_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
        (id, unit.tenant, conversation, reason, person, Jsonb(dict(package)), now),
    )
    await unit.run(
        "UPDATE conversations SET owner = 'queue', updated_at = %s WHERE id = %s AND owner = 'bot'",
        (now, conversation),
    )


async def waiting(unit: Unit, limit: int = 100) -> list[Row]:
    """Who has waited longest comes first, with the conversation's name, channel and branch."""
    return await unit.rows(
        "SELECT h.*, c.client_name, c.channel, c.branch "
        "FROM handoffs h JOIN conversations c ON c.id = h.conversation_id "
        "WHERE h.status = 'waiting' ORDER BY h.created_at LIMIT %s",
        (limit,),
    )


async def taken(unit: Unit, conversation: UUID, now: datetime) -> None:
    await unit.run(
        "UPDATE handoffs SET status = 'taken', taken_at = %s WHERE conversation_id = %s AND status = 'waiting'",
        (now, conversation),
    )


async def released(unit: Unit, conversation: UUID, now: datetime) -> None:
    """Closes what was open for the conversation, also what nobody had taken."""
    await unit.run(
        "UPDATE handoffs SET status = 'released', released_at = %s WHERE conversation_id = %s AND status <> 'released'",
        (now, conversation),
    )


async def unclaimed(unit: Unit, since: datetime, limit: int) -> list[Row]:
    """Conversations that wait for a person and are on nobody's desk, or on one that has not taken them ``since``.

    Who has waited longest comes first; locked, but for those that another transaction hands out already.
    """
    return await unit.rows(
        """
        SELECT c.id, c.branch, c.locale, c.assigned_agent_id, c.assigned_at, c.faithful_client_agent_id, h.reason,
               coalesce(h.created_at, c.updated_at) AS since
          FROM conversations c
          LEFT JOIN LATERAL (SELECT * FROM handoffs h WHERE h.conversation_id = c.id AND h.status = 'waiting'
                              ORDER BY h.created_at LIMIT 1) h ON TRUE
         WHERE c.owner = 'queue' AND c.status = 'open' AND (c.assigned_agent_id IS NULL OR c.assigned_at <= %s)
         ORDER BY since, c.id LIMIT %s FOR NO KEY UPDATE OF c SKIP LOCKED
        """,
        (since, limit),
    )
