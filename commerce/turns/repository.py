"""The rows of ``turns`` and ``facts``, as they are read afterwards; ``store.turns`` writes them."""

from uuid import UUID

from store.unit import Row, Unit


async def that_took(unit: Unit, conversation: UUID, message: int) -> Row | None:
    """The turn that took the message of that number: ``seq``, ``record``."""
    return await unit.row(
        "SELECT seq, record FROM turns WHERE conversation_id = %s AND first_seq <= %s AND last_seq >= %s",
        (conversation, message, message),
    )


async def first(unit: Unit, conversation: UUID, limit: int) -> list[Row]:
    """Oldest first."""
    return await unit.rows(
        "SELECT seq, first_seq, last_seq, epoch, started_at, ms, record FROM turns WHERE conversation_id = %s "
        "ORDER BY seq LIMIT %s",
        (conversation, limit),
    )


async def facts(unit: Unit, conversation: UUID) -> list[Row]:
    return await unit.rows(
        "SELECT turn_seq, id, kind, value, source, expires_at FROM facts WHERE conversation_id = %s "
        "ORDER BY turn_seq, id",
        (conversation,),
    )
