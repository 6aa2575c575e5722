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
