"""The rows of ``consents``: the newest word counts, also where an older one arrives after it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from store.unit import Unit

Purpose = Literal["all", "marketing"]
EVERYWHERE = "*"
"""The channel of a wish that is about all of them."""


async def keep(
    unit: Unit, contact: UUID, channel: str, purpose: Purpose, *, allowed: bool, source: str, at: datetime
) -> None:
    """``channel`` may be EVERYWHERE."""
    await unit.run(
        "INSERT INTO consents AS c (tenant_id, contact_id, channel, purpose, allowed, source, at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (contact_id, channel, purpose) DO UPDATE "
        "SET allowed = excluded.allowed, source = excluded.source, at = excluded.at WHERE c.at <= excluded.at",
        (unit.tenant, contact, channel, purpose, allowed, source, at),
    )


async def refused(unit: Unit, contact: UUID, channel: str) -> set[str]:
    """The purposes that the contact does not want on this channel: by the newest word about it, or about all."""
    rows = await unit.rows(
        "SELECT DISTINCT ON (purpose) purpose, allowed FROM consents WHERE contact_id = %s AND channel IN (%s, %s) "
        "ORDER BY purpose, at DESC, allowed",
        (contact, channel, EVERYWHERE),
    )
    return {row["purpose"] for row in rows if not row["allowed"]}


async def every(unit: Unit, contact: UUID) -> list[dict[str, Any]]:
    """Each word that counts, as plain data: ``{"channel", "purpose", "allowed", "source", "at"}``."""
    rows = await unit.rows(
        "SELECT channel, purpose, allowed, source, at FROM consents WHERE contact_id = %s ORDER BY channel, purpose",
        (contact,),
    )
    return [{**row, "at": row["at"].isoformat()} for row in rows]


async def copy(unit: Unit, gone: UUID, kept: UUID) -> None:
    """What ``gone`` said counts for ``kept`` too, where it is newer."""
    await _keep_all(unit, kept, await every(unit, gone))


async def part(
    unit: Unit, kept: UUID, gone: UUID, before: Sequence[dict[str, Any]], merged_at: datetime
) -> None:  # fmt: skip
    """Undoes that: ``kept`` has what it had ``before``. What either refused since then holds for both."""
    theirs = await every(unit, gone)
    since = [word for word in await every(unit, kept) if datetime.fromisoformat(word["at"]) > merged_at]
    await unit.run("DELETE FROM consents WHERE contact_id = %s", (kept,))
    await _keep_all(unit, kept, [*before, *since])
    await _keep_all(unit, gone, [*theirs, *(word for word in since if not word["allowed"])])


async def _keep_all(unit: Unit, contact: UUID, words: Sequence[dict[str, Any]]) -> None:
    for word in words:
        at = datetime.fromisoformat(word["at"])
        await keep(
            unit, contact, word["channel"], word["purpose"], allowed=word["allowed"], source=word["source"], at=at
        )
