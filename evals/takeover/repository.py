"""What a run left in the database."""

from uuid import UUID

from store.unit import Row, Unit


async def rows_of(unit: Unit, conversation: UUID) -> tuple[Row, list[Row], list[Row], list[Row]]:
    """The conversation, and in order its messages, its trail and its turns."""
    (row,) = await unit.rows("SELECT * FROM conversations WHERE id = %s", (conversation,))
    messages = await unit.rows("SELECT * FROM messages WHERE conversation_id = %s ORDER BY seq", (conversation,))
    trail = await unit.rows("SELECT * FROM audit WHERE conversation_id = %s ORDER BY id", (conversation,))
    turns = await unit.rows("SELECT * FROM turns WHERE conversation_id = %s ORDER BY seq", (conversation,))
    return row, messages, trail, turns
