"""Finding conversations in which something came in and no turn took it, or in which nothing came in for long."""

from datetime import datetime
from uuid import UUID

from store.unit import Row, Store

AT_ONCE = 100


async def waiting_conversations(store: Store, tenant: str, before: datetime) -> list[UUID]:
    """The conversations that have waited since ``before``, longest first; those that a person owns are theirs."""
    async with store.unit(tenant) as unit:
        rows = await unit.rows(
            "SELECT id FROM conversations WHERE tenant_id = %s AND inbound_seq > handled_seq AND updated_at <= %s "
            "AND owner <> 'human' AND status = 'open' ORDER BY updated_at LIMIT %s",
            (tenant, before, AT_ONCE),
        )
    return [row["id"] for row in rows]


async def due_conversations(store: Store, tenant: str, now: datetime) -> list[Row]:
    """``id`` and ``due_at`` of the conversations whose silence has fallen due, the oldest first."""
    async with store.unit(tenant) as unit:
        return await unit.rows(
            "SELECT id, due_at FROM conversations WHERE tenant_id = %s AND due_at <= %s AND owner <> 'human' "
            "AND status = 'open' AND inbound_seq <= handled_seq ORDER BY due_at LIMIT %s",
            (tenant, now, AT_ONCE),
        )
