"""The rows of ``notes``: what colleagues tell each other about a conversation."""

from datetime import datetime
from uuid import UUID

from store.unit import Row, Unit


async def add(unit: Unit, id: UUID, conversation: UUID, author: str, text: str, now: datetime) -> Row | None:
    """None where the tenant has no such conversation."""
    return await unit.row(
        "INSERT INTO notes (id, tenant_id, conversation_id, author, content, after_seq, created_at) "
        "SELECT %s, %s, c.id, %s, %s, c.message_seq, %s FROM conversations c WHERE c.id = %s RETURNING *",
        (id, unit.tenant, author, text, now, conversation),
    )


async def of_conversation(unit: Unit, conversation: UUID) -> list[Row]:
    return await unit.rows("SELECT * FROM notes WHERE conversation_id = %s ORDER BY created_at, id", (conversation,))
