"""The rows of ``consents``: the newest word counts, also where an older one arrives after it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from store.unit import Unit

Purpose = Literal["all", "marketing"]


async def keep(
    unit: Unit, contact: UUID, channel: str, purpose: Purpose, *, allowed: bool, source: str, at: datetime
) -> None:
    await unit.run(
        "INSERT INTO consents AS c (tenant_id, contact_id, channel, purpose, allowed, source, at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (contact_id, channel, purpose) DO UPDATE "
        "SET allowed = excluded.allowed, source = excluded.source, at = excluded.at WHERE c.at <= excluded.at",
        (unit.tenant, contact, channel, purpose, allowed, source, at),
    )


async def refused(unit: Unit, contact: UUID, channel: str) -> set[str]:
    """The purposes that the contact does not want on this channel."""
    rows = await unit.rows(
        "SELECT purpose FROM consents WHERE contact_id = %s AND channel = %s AND NOT allowed", (contact, channel)
    )
    return {row["purpose"] for row in rows}
