"""Reactions, edits and deletions. They may come before the message that they are about, and count by their own time."""

from collections.abc import Iterable
from typing import Any

from psycopg.types.json import Jsonb

from commerce.threads.incoming import Mark
from store.unit import Row, Unit


async def mark(unit: Unit, found: Mark) -> None:
    """Keeps the mark and shows it on its message, where that is known."""
    await unit.run(
        "INSERT INTO marks (tenant_id, external_id, target_id, kind, value, at) VALUES (%s, %s, %s, %s, %s, %s) "
        "ON CONFLICT DO NOTHING",
        (unit.tenant, found.id, found.target, found.kind, found.value, found.at),
    )
    await apply_marks(unit, found.target)


async def apply_marks(unit: Unit, target: str) -> None:
    """Brings the message of that id to what its marks say, whatever the order in which they came."""
    marks = await unit.rows(
        "SELECT kind, value, at FROM marks WHERE target_id = %s ORDER BY at, external_id", (target,)
    )
    row = await _target(unit, target) if marks else None
    if row is None:
        return
    metadata: dict[str, Any] = dict(row["metadata"] or {})
    said = metadata.setdefault("first", row["content"]) if _newest(marks, "edit") else row["content"]
    edited, reaction = _newest(marks, "edit"), _newest(marks, "reaction")
    if reaction:
        metadata["reaction"] = reaction["value"]
    if edited:
        said = edited["value"] or said
    if _newest(marks, "revoke"):
        metadata, said = {"deleted": True, "sent_at": metadata.get("sent_at")}, ""
    await unit.run("UPDATE messages SET content = %s, metadata = %s WHERE id = %s", (said, Jsonb(metadata), row["id"]))


async def _target(unit: Unit, target: str) -> Row | None:
    """A customer's message by its own id, or one of ours by what left."""
    return await unit.row(
        "SELECT m.id, m.content, m.metadata FROM messages m WHERE m.whatsapp_message_id = %s "
        "UNION ALL SELECT m.id, m.content, m.metadata FROM sends s JOIN messages m ON m.id = s.message_id "
        "WHERE s.external_id = %s LIMIT 1",
        (target, target),
    )


def _newest(marks: Iterable[Row], kind: str) -> Row | None:
    return next((row for row in reversed(list(marks)) if row["kind"] == kind), None)
