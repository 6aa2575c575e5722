"""Who may speak. Each change of hands raises the epoch; what was in flight under an older one is dropped."""

from datetime import datetime, timedelta
from uuid import UUID

from commerce.audit.repository import record
from commerce.handoffs.repository import released, taken
from kit.errors import ConflictError, NotAllowedError
from store.turns import UnknownConversationError
from store.unit import Row, Unit

LOCK = timedelta(minutes=5)
"""How long a person keeps a conversation without doing anything in it."""


class AlreadyTakenError(ConflictError):
    title = "Somebody else has this conversation"


class NotHeldError(NotAllowedError):
    title = "This conversation is not yours to release"


async def take_over(unit: Unit, id: UUID, agent: str, now: datetime, *, force: bool = False) -> int:
    """The new epoch; taking one's own again only renews the lock.

    Raises AlreadyTakenError while another person works in it. ``force`` is for supervisors.
    """
    row = await _locked(unit, id)
    if row["owner"] == "human" and row["assigned_agent_id"] == agent:
        await keep(unit, id, agent, now)
        return int(row["epoch"])
    if _is_held(row, now) and not force:
        raise AlreadyTakenError(f"Conversation {id} is with {row['assigned_agent_id']} until {row['locked_until']}.")
    await unit.run(
        "UPDATE conversations SET owner = 'human', epoch = epoch + 1, assigned_agent_id = %s, "
        "ai_mode = 'inactive', locked_until = %s, due_at = NULL, updated_at = %s WHERE id = %s",
        (agent, now + LOCK, now, id),
    )
    await taken(unit, id, now)
    detail = {"epoch": row["epoch"] + 1, "from": row["assigned_agent_id"] or row["owner"]}
    await record(unit, agent, "conversation.take_over", conversation=id, detail=detail, now=now)
    return int(row["epoch"]) + 1


async def keep(unit: Unit, id: UUID, agent: str, now: datetime) -> None:
    """Renews the lock of the person who is at work in the conversation."""
    await unit.run(
        "UPDATE conversations SET locked_until = %s WHERE id = %s AND owner = 'human' AND assigned_agent_id = %s",
        (now + LOCK, id, agent),
    )


async def release(unit: Unit, id: UUID, agent: str, now: datetime, *, force: bool = False) -> int:
    """Gives the conversation back to the bot; the new epoch. What came in meanwhile counts as handled.

    Raises NotHeldError where another person has it. Releasing what the bot has already changes nothing.
    """
    row = await _locked(unit, id)
    if row["owner"] == "bot":
        return int(row["epoch"])
    if row["owner"] == "human" and row["assigned_agent_id"] != agent and not force:
        raise NotHeldError(f"Conversation {id} is with {row['assigned_agent_id']}, not with {agent}.")
    await unit.run(
        "UPDATE conversations SET owner = 'bot', epoch = epoch + 1, assigned_agent_id = NULL, "
        "ai_mode = 'active', locked_until = NULL, handled_seq = inbound_seq, updated_at = %s WHERE id = %s",
        (now, id),
    )
    await released(unit, id, now)
    await record(unit, agent, "conversation.release", conversation=id, detail={"epoch": row["epoch"] + 1}, now=now)
    return int(row["epoch"]) + 1


async def release_idle(unit: Unit, now: datetime) -> list[UUID]:
    """Gives back every conversation whose person has been silent beyond the lock; which ones."""
    rows = await unit.rows(
        "SELECT id FROM conversations WHERE owner = 'human' AND locked_until < %s FOR NO KEY UPDATE SKIP LOCKED",
        (now,),
    )
    for row in rows:
        await release(unit, row["id"], "system", now, force=True)
    return [row["id"] for row in rows]


def _is_held(row: Row, now: datetime) -> bool:
    return bool(row["owner"] == "human" and row["locked_until"] and row["locked_until"] > now)


async def _locked(unit: Unit, id: UUID) -> Row:
    row = await unit.row(
        "SELECT owner, epoch, assigned_agent_id, locked_until FROM conversations WHERE id = %s FOR NO KEY UPDATE",
        (id,),
    )
    if row is None:
        raise UnknownConversationError(f"Conversation {id} was not found.")
    return row
