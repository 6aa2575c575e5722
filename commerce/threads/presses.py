"""A press says what was offered in full, also where the channel had only room for less."""

from typing import Any

from commerce.messages.repository import that_left_as
from commerce.threads.incoming import Message
from store.unit import Unit


async def label_of(unit: Unit, message: Message) -> str | None:
    """The label of the item that was pressed, from the message that offered it; None for what was not a press."""
    choice, answers = message.data.get("choice"), message.data.get("answers")
    if not choice or not answers:
        return None
    row = await that_left_as(unit, answers)
    items = [item for block in _blocks(row) for item in block.get("items") or [] if isinstance(item, dict)]
    found = (item for item in items if choice in (item.get("id"), item.get("starts_at")))
    return next((str(item.get("label") or item.get("title") or "") or None for item in found), None)


def _blocks(row: dict[str, Any] | None) -> list[dict[str, Any]]:
    blocks = (row["metadata"] or {}).get("blocks") if row else None
    return [block for block in blocks or [] if isinstance(block, dict)]
