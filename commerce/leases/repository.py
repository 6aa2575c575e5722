"""What the rows of ``conversations`` say of who may speak. Each change of hands raises the epoch."""

from datetime import datetime
from uuid import UUID

from store.turns import UnknownConversationError
from store.unit import Row, Unit


async def locked(unit: Unit, id: UUID) -> Row:
    """Nobody else changes hands until the transaction ends. Raises UnknownConversationError."""
    row = await unit.row(
        "SELECT owner, epoch, assigned_agent_id, locked_until, message_seq FROM conversations "
        "WHERE id = %s FOR NO KEY UPDATE",
        (id,),
    )
    if row is None:
        raise UnknownConversationError(f"Conversation {id} was not found.")
    return row


async def hold(unit: Unit, id: UUID, agent: str, until: datetime, now: datetime) -> None:
    await unit.run(
        "UPDATE conversations SET owner = 'human', epoch = epoch + 1, assigned_agent_id = %s, "
        "ai_mode = 'inactive', locked_until = %s, assigned_at = %s, warned_at = NULL, due_at = NULL, updated_at = %s "
        "WHERE id = %s",
        (agent, until, now, now, id),
    )


async def renew(unit: Unit, id: UUID, agent: str, until: datetime) -> None:
    """Only for who holds it."""
    await unit.run(
        "UPDATE conversations SET locked_until = %s, warned_at = NULL "
        "WHERE id = %s AND owner = 'human' AND assigned_agent_id = %s",
        (until, id, agent),
    )


async def assign(unit: Unit, id: UUID, to: str, now: datetime) -> bool:
    """Puts it on a desk while it waits; False where it does not."""
    changed = await unit.run(
        "UPDATE conversations SET assigned_agent_id = %s, assigned_at = %s, updated_at = %s "
        "WHERE id = %s AND owner = 'queue'",
        (to, now, now, id),
    )
    return bool(changed)


async def give_back(unit: Unit, id: UUID, now: datetime, *, answered: bool) -> None:
    """To the bot. What came in meanwhile counts as ``answered``, or waits."""
    await unit.run(
        "UPDATE conversations SET owner = 'bot', epoch = epoch + 1, assigned_agent_id = NULL, "
        "ai_mode = 'active', locked_until = NULL, assigned_at = NULL, warned_at = NULL, "
        "handled_seq = CASE WHEN %s THEN inbound_seq ELSE handled_seq END, updated_at = %s WHERE id = %s",
        (answered, now, id),
    )


async def answered(unit: Unit, id: UUID) -> None:
    """A person has answered and seen all that the customer wrote until now."""
    await unit.run("UPDATE conversations SET handled_seq = inbound_seq, seen_seq = inbound_seq WHERE id = %s", (id,))


async def idle(unit: Unit, now: datetime) -> list[UUID]:
    """Those in which a customer waits and the lock of the person is over; locked."""
    rows = await unit.rows(
        "SELECT id FROM conversations WHERE owner = 'human' AND locked_until <= %s AND inbound_seq > handled_seq "
        "FOR NO KEY UPDATE SKIP LOCKED",
        (now,),
    )
    return [row["id"] for row in rows]


async def warn(unit: Unit, ending: datetime, now: datetime) -> list[Row]:
    """Those of which the lock is over by ``ending``, once each: ``id``, ``assigned_agent_id``, ``locked_until``."""
    return await unit.rows(
        "UPDATE conversations SET warned_at = %s WHERE id IN (SELECT id FROM conversations WHERE owner = 'human' "
        "AND locked_until <= %s AND inbound_seq > handled_seq AND warned_at IS NULL "
        "FOR NO KEY UPDATE SKIP LOCKED) RETURNING id, assigned_agent_id, locked_until",
        (now, ending),
    )
