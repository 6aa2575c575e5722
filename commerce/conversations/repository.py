"""The rows of ``conversations`` and ``messages``."""

from datetime import datetime
from uuid import UUID

from store.turns import UnknownConversationError
from store.unit import Row, Unit


async def get(unit: Unit, id: UUID) -> Row:
    """Raises UnknownConversationError, also for a conversation of another tenant."""
    row = await unit.row("SELECT * FROM conversations WHERE id = %s", (id,))
    if row is None:
        raise UnknownConversationError(f"Conversation {id} was not found.")
    return row


async def messages(unit: Unit, id: UUID, after_seq: int = 0, limit: int = 100) -> list[Row]:
    """Messages after a number, in order."""
    return await unit.rows(
        "SELECT * FROM messages WHERE conversation_id = %s AND seq > %s ORDER BY seq LIMIT %s",
        (id, after_seq, limit),
    )


async def branches_of(unit: Unit, ids: list[UUID]) -> dict[UUID, str | None]:
    rows = await unit.rows("SELECT id, branch FROM conversations WHERE id = ANY(%s)", (ids,))
    return {row["id"]: row["branch"] for row in rows}


async def see(unit: Unit, id: UUID) -> None:
    """A person has opened all that the customer wrote; nothing is written where they had before."""
    await unit.run("UPDATE conversations SET seen_seq = inbound_seq WHERE id = %s AND seen_seq < inbound_seq", (id,))


async def messages_after_turn(unit: Unit, id: UUID, turn: int, limit: int) -> list[Row]:
    """The newest messages since that turn took its own, in order."""
    found = await unit.rows(
        "SELECT * FROM messages WHERE conversation_id = %s AND seq > coalesce((SELECT last_seq FROM turns "
        "WHERE conversation_id = %s AND seq = %s), 0) AND turn_seq IS NULL ORDER BY seq DESC LIMIT %s",
        (id, id, turn, limit),
    )
    return found[::-1]


async def end(unit: Unit, id: UUID, now: datetime) -> None:
    """Closes the conversation; ending it twice is ending it once."""
    await unit.run(
        "UPDATE conversations SET status = 'ended', ended_at = %s, updated_at = %s WHERE id = %s AND status = 'open'",
        (now, now, id),
    )


async def returning(unit: Unit, contact: UUID, before: UUID) -> bool:
    """Whether the contact had said something in another conversation before ``before`` began."""
    row = await unit.row(
        "SELECT EXISTS (SELECT FROM conversations c JOIN conversations b ON b.id = %s "
        "WHERE c.contact_id = %s AND c.id <> b.id AND c.inbound_seq > 0 "
        "AND c.created_at <= b.created_at) AS yes",
        (before, contact),
    )
    return bool(row and row["yes"])
