"""The rows of ``audit``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from store.unit import Row, Unit

PAGE = 100


async def record(
    unit: Unit,
    actor: str,
    action: str,
    *,
    conversation: UUID | None,
    detail: Mapping[str, Any],
    now: datetime,
) -> None:
    """``actor``: a user's id, ``bot``, ``customer``, ``system``; ``action``: ``conversation.take_over``, …"""
    await unit.run(
        "INSERT INTO audit (tenant_id, at, actor, action, conversation_id, detail) VALUES (%s, %s, %s, %s, %s, %s)",
        (unit.tenant, now, actor, action, conversation, Jsonb(dict(detail))),
    )


async def of_conversation(unit: Unit, conversation: UUID) -> list[Row]:
    """What happened to a conversation, in order."""
    return await unit.rows("SELECT * FROM audit WHERE conversation_id = %s ORDER BY id", (conversation,))


async def trail(unit: Unit, before: int | None) -> list[Row]:
    """As its readers see it: newest first, page by page. ``before``: the id of the last entry of the page before."""
    return await unit.rows(
        "SELECT a.id, a.at, a.actor, u.name, a.action, a.conversation_id, a.detail FROM audit a "
        "LEFT JOIN users u ON u.id::text = a.actor WHERE %s::bigint IS NULL OR a.id < %s ORDER BY a.id DESC LIMIT %s",
        (before, before, PAGE),
    )
