"""Reactions, edits and deletions. They may come before the message that they are about, and count by their own time."""

from collections.abc import Iterable
from typing import Any

from commerce.marks import repository as marks
from commerce.messages import repository as messages
from commerce.threads.incoming import Mark
from store.unit import Row, Unit


async def mark(unit: Unit, found: Mark) -> None:
    """Keeps the mark and shows it on its message, where that is known."""
    await marks.add(unit, found)
    await apply_marks(unit, found.target)


async def apply_marks(unit: Unit, target: str) -> None:
    """Brings the message of that id to what its marks say, whatever the order in which they came."""
    told = await marks.of_target(unit, target)
    row = await messages.by_external_id(unit, target) if told else None
    if row is None:
        return
    metadata: dict[str, Any] = dict(row["metadata"] or {})
    said: str = row["content"]
    if _newest(told, "edit"):
        metadata.setdefault("first", said)
        said = metadata["first"]
    edited, reaction = _newest(told, "edit"), _newest(told, "reaction")
    if reaction:
        metadata["reaction"] = reaction["value"]
    if edited:
        said = edited["value"] or said
    if _newest(told, "revoke"):
        metadata, said = {"deleted": True, "sent_at": metadata.get("sent_at")}, ""
    await messages.rewrite(unit, row["id"], said, metadata)


def _newest(told: Iterable[Row], kind: str) -> Row | None:
    return next((row for row in reversed(list(told)) if row["kind"] == kind), None)
