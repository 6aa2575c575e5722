"""The rows of ``conversion_metrics``, one for each conversation."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from kit.ids import derived
from store.unit import Unit


async def record(
    unit: Unit,
    conversation: UUID,
    name: str,
    now: datetime,
    *,
    key: str,
    converted: bool = False,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Adds an event, once for each ``key``. ``converted``: this is what the business wants."""
    event = {"key": key, "name": name, "at": now.isoformat(), **(detail or {})}
    await unit.run(
        """
        INSERT INTO conversion_metrics AS m (
            id, tenant_id, session_id, conversion_events, converted, created_at)
        VALUES (%(id)s, %(tenant)s, %(conversation)s, %(event)s, %(converted)s, %(now)s)
        ON CONFLICT (session_id) DO UPDATE
           SET conversion_events = CASE WHEN m.conversion_events @> %(seen)s THEN m.conversion_events
                                        ELSE m.conversion_events || excluded.conversion_events END,
               converted = m.converted OR excluded.converted,
               duration_seconds = greatest(0, extract(epoch FROM %(now)s - m.created_at))::integer
        """,
        {
            "id": derived(unit.tenant, str(conversation), "metrics"),
            "tenant": unit.tenant,
            "conversation": conversation,
            "event": Jsonb([event]),
            "seen": Jsonb([{"key": key}]),
            "converted": converted,
            "now": now,
        },
    )


async def record_stages(unit: Unit, conversation: UUID, history: Sequence[Mapping[str, Any]]) -> None:
    """The stages that the conversation went through, oldest first."""
    await unit.run(
        "UPDATE conversion_metrics SET stage_transitions = %s WHERE session_id = %s",
        (Jsonb([dict(entry) for entry in history]), conversation),
    )
