"""The rows that a conversation left, as a grader reads them."""

from typing import Any, LiteralString
from uuid import UUID

from store.unit import Row, Unit

LEFT: dict[str, LiteralString] = {
    "appointments": "SELECT * FROM appointments WHERE conversation_id = %s ORDER BY starts_at",
    "quotes": "SELECT * FROM quotes WHERE conversation_id = %s ORDER BY created_at",
    "orders": "SELECT * FROM orders WHERE conversation_id = %s ORDER BY created_at",
    "handoffs": "SELECT * FROM handoffs WHERE conversation_id = %s ORDER BY created_at",
}
"""By table, oldest first."""


async def left(unit: Unit, table: str, conversation: UUID) -> list[Row]:
    """``table`` is one of ``LEFT``."""
    return await unit.rows(LEFT[table], (conversation,))


async def owner(unit: Unit, conversation: UUID) -> str | None:
    row = await unit.row("SELECT owner FROM conversations WHERE id = %s", (conversation,))
    return str(row["owner"]) if row else None


async def profile(unit: Unit, conversation: UUID) -> dict[str, Any]:
    """Fields of the contact's profile; empty where nothing is known."""
    row = await unit.row(
        "SELECT p.fields FROM user_profiles p JOIN conversations c ON c.contact_id = p.contact_id WHERE c.id = %s",
        (conversation,),
    )
    return dict(row["fields"]) if row else {}


async def score(unit: Unit, conversation: UUID) -> int:
    """Of the conversation's lead; 0 where there is none."""
    row = await unit.row("SELECT qualification_score FROM sales_leads WHERE conversation_id = %s", (conversation,))
    return int(row["qualification_score"]) if row else 0
