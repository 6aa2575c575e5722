"""Who may speak. Each change of hands raises the epoch; what was in flight under an older one is dropped."""

from datetime import datetime, timedelta
from uuid import UUID

from commerce.audit.repository import record
from commerce.conversations.repository import mark_interrupted
from commerce.conversations.transcript import say
from commerce.handoffs.repository import released, taken
from commerce.leases import repository as leases
from kit.errors import ConflictError, NotAllowedError
from kit.ids import derived
from store.drafts import take_draft
from store.unit import Row, Unit

LOCK = timedelta(minutes=5)
"""How long a person keeps a conversation in which a customer waits, without doing anything in it."""
WARNED = timedelta(minutes=1)
"""How long before that they are told."""


class AlreadyTakenError(ConflictError):
    title = "Somebody else has this conversation"


class NotHeldError(NotAllowedError):
    title = "This conversation is not yours to release"


class LeaseLostError(ConflictError):
    title = "This conversation is not with you"


async def take_over(unit: Unit, id: UUID, agent: str, now: datetime, *, force: bool = False) -> int:
    """The new epoch; taking one's own again only renews the lock.

    Raises AlreadyTakenError while another person works in it. ``force`` is for supervisors.
    """
    row = await leases.locked(unit, id)
    if row["owner"] == "human" and row["assigned_agent_id"] == agent:
        await keep(unit, id, agent, now)
        return int(row["epoch"])
    if _is_held(row, now) and not force:
        raise AlreadyTakenError(f"Conversation {id} is with {row['assigned_agent_id']} until {row['locked_until']}.")
    await leases.hold(unit, id, agent, now + LOCK, now)
    shown = await _keep_draft(unit, id, row["epoch"] + 1, now)
    await taken(unit, id, now)
    detail = {
        "epoch": row["epoch"] + 1,
        "from": row["assigned_agent_id"] or row["owner"],
        "after": row["message_seq"] + shown,
    }
    await record(unit, agent, "conversation.take_over", conversation=id, detail=detail, now=now)
    return int(row["epoch"]) + 1


async def _keep_draft(unit: Unit, id: UUID, epoch: int, now: datetime) -> int:
    """What the customer was shown of a reply that will not be sent any more is a message of its own; how many."""
    shown = await take_draft(unit, id)
    if shown is None:
        return 0
    message = derived(str(id), str(epoch), "interrupted")
    await say(unit, id, message, "ai", shown, now)
    await mark_interrupted(unit, message)
    return 1


async def keep(unit: Unit, id: UUID, agent: str, now: datetime) -> None:
    """Renews the lock of the person who is at work in the conversation."""
    await leases.renew(unit, id, agent, now + LOCK)


async def require_held(unit: Unit, id: UUID, agent: str) -> Row:
    """The row, locked until the transaction ends; raises LeaseLostError for everybody but its person."""
    row = await leases.locked(unit, id)
    if row["owner"] != "human" or row["assigned_agent_id"] != agent:
        raise LeaseLostError(f"Conversation {id} is with {_holder(row)}: take it over before you write in it.")
    return row


async def transfer(unit: Unit, id: UUID, agent: str, to: str, now: datetime, *, force: bool = False) -> int:
    """Gives it to a colleague, who works in it at once; the new epoch. Raises LeaseLostError where it is not theirs."""
    row = await leases.locked(unit, id)
    if not force and (row["owner"] != "human" or row["assigned_agent_id"] != agent):
        raise LeaseLostError(f"Conversation {id} is with {_holder(row)}: only they may pass it on.")
    await record(unit, agent, "conversation.transfer", conversation=id, detail={"to": to}, now=now)
    return await take_over(unit, id, to, now, force=True)


async def assign(unit: Unit, id: UUID, to: str, now: datetime, by: str = "system") -> bool:
    """Puts it on somebody's desk while it waits: nobody has taken it yet. False where it does not wait any more."""
    changed = await leases.assign(unit, id, to, now)
    if changed:
        await record(unit, by, "conversation.assign", conversation=id, detail={"to": to}, now=now)
    return changed


async def release(
    unit: Unit, id: UUID, agent: str, now: datetime, *, force: bool = False, answered: bool = True
) -> int:
    """Gives the conversation back to the bot; the new epoch. What came in meanwhile counts as ``answered``, or waits.

    Raises NotHeldError where another person has it. Releasing what the bot has already changes nothing.
    """
    row = await leases.locked(unit, id)
    if row["owner"] == "bot":
        return int(row["epoch"])
    if row["owner"] == "human" and row["assigned_agent_id"] != agent and not force:
        raise NotHeldError(f"Conversation {id} is with {row['assigned_agent_id']}, not with {agent}.")
    await leases.give_back(unit, id, now, answered=answered)
    await released(unit, id, now)
    await record(
        unit,
        agent,
        "conversation.release",
        conversation=id,
        detail={"epoch": row["epoch"] + 1, "after": row["message_seq"]},
        now=now,
    )
    return int(row["epoch"]) + 1


async def release_idle(unit: Unit, now: datetime) -> list[UUID]:
    """Gives back every conversation whose person was silent beyond the lock while a customer waits; which ones."""
    given = await leases.idle(unit, now)
    for id in given:
        await release(unit, id, "system", now, force=True, answered=False)
    return given


async def warn_idle(unit: Unit, now: datetime) -> list[Row]:
    """Those that will go back within a minute, told once each: ``id``, ``assigned_agent_id``, ``locked_until``."""
    return await leases.warn(unit, now + WARNED, now)


def _is_held(row: Row, now: datetime) -> bool:
    return bool(row["owner"] == "human" and row["locked_until"] and row["locked_until"] > now)


def _holder(row: Row) -> str:
    return str(row["assigned_agent_id"] if row["owner"] == "human" else "the assistant")
