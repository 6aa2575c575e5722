"""The rows of a turn: a message that arrives, what a turn starts from, and its one commit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson
import psycopg

from kit.errors import ConflictError, NotFoundError, ParleyError
from store.unit import Row, Store, Unit


class UnknownConversationError(NotFoundError):
    title = "There is no such conversation"


class ConversationEndedError(ConflictError):
    title = "The conversation has ended"


class LostRaceError(ParleyError):
    """Another worker committed this turn, or newer messages wait: the turn runs again with what is new."""


class TakenOverError(ParleyError):
    """A person owns the conversation now: what was in flight is dropped."""


@dataclass(frozen=True, slots=True)
class Arrival:
    outcome: Literal["stored", "repeated"]
    seq: int
    owner: str
    handled_seq: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a turn starts from. ``waiting`` are messages in their order: id, seq, content, message_type, metadata."""

    conversation: Row
    waiting: list[Row]
    checkpoint: dict[str, Any] | None
    version: int | None


@dataclass(frozen=True, slots=True)
class Commit:
    """Everything that one turn leaves behind."""

    conversation: UUID
    turn_seq: int
    epoch: int
    first_seq: int
    last_seq: int
    merge: bool
    owner: str | None
    """The new owner, where the turn changes it."""
    at: datetime
    started: datetime
    ms: float
    replies: list[dict[str, Any]]
    """``{"id", "text", "metadata"}``"""
    record: dict[str, Any]
    facts: list[dict[str, Any]]
    checkpoint: dict[str, Any]
    version: int
    keep: int
    due: datetime | None = None
    """When the customer's silence is a turn of its own; None where nothing waits for it."""


_ARRIVE = "SELECT * FROM arrive(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


async def arrive(
    store: Store,
    tenant: str,
    conversation: UUID,
    *,
    message: UUID,
    client_id: str | None,
    text: str,
    at: datetime,
    kind: str = "text",
    sender: str = "client",
    data: dict[str, Any] | None = None,
    page_url: str | None = None,
) -> Arrival:
    """Stores one message or event; from here on it cannot be lost. The same ``client_id`` twice is stored once."""
    payload = orjson.dumps(data).decode() if data else None
    params = (tenant, conversation, message, client_id, sender, kind, text, payload, at, page_url)
    return _arrival(await store.call(_ARRIVE, params), conversation)


async def arrive_in(
    unit: Unit, conversation: UUID, *, message: UUID, client_id: str, event: dict[str, Any], at: datetime
) -> Arrival:
    """Stores an event with whatever else the unit writes: both are there, or neither is. Raises as ``arrive`` does."""
    text, payload = str(event.get("event", "event")), orjson.dumps(event).decode()
    params = (unit.tenant, conversation, message, client_id, "system", "event", text, payload, at, None)
    return _arrival(await unit.row(_ARRIVE, params), conversation)


def _arrival(row: Row | None, conversation: UUID) -> Arrival:
    outcome: Any = row["outcome"] if row else "unknown"
    if row is None or outcome == "unknown":
        raise UnknownConversationError(f"Conversation {conversation} was not found.")
    if outcome == "ended":
        raise ConversationEndedError("This conversation has ended; start a new one to go on.")
    return Arrival(outcome, row["seq"], row["owner"], row["handled_seq"])


async def load(store: Store, tenant: str, conversation: UUID, limit: int) -> Load:
    """The conversation with up to ``limit`` waiting messages and its newest checkpoint."""
    row = await store.call("SELECT * FROM load_turn(%s, %s, %s)", (tenant, conversation, limit))
    if row is None:
        raise UnknownConversationError(f"Conversation {conversation} was not found.")
    return Load(row["conversation"], row["waiting"] or [], row["checkpoint"], row["checkpoint_version"])


_COMMIT = "SELECT commit_turn(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) AS seq"


async def commit(unit: Unit, turn: Commit) -> int:
    """Writes the turn in the unit's transaction; the last message number. Raises LostRaceError, TakenOverError."""
    try:
        row = await unit.row(_COMMIT, _params(unit.tenant, turn))
    except psycopg.Error as error:
        raise _meaning(error) from error
    assert row is not None
    return int(row["seq"])


async def commit_alone(store: Store, tenant: str, turn: Commit) -> int:
    """The same for a turn that writes nothing else: a transaction of its own in one round trip."""
    try:
        row = await store.call(_COMMIT, _params(tenant, turn))
    except psycopg.Error as error:
        raise _meaning(error) from error
    assert row is not None
    return int(row["seq"])


def _params(tenant: str, turn: Commit) -> tuple[Any, ...]:
    return (
        tenant,
        turn.conversation,
        turn.turn_seq,
        turn.epoch,
        turn.first_seq,
        turn.last_seq,
        turn.merge,
        turn.owner,
        turn.at,
        turn.started,
        turn.ms,
        _json(turn.replies),
        _json(turn.record),
        _json(turn.facts),
        _json(turn.checkpoint),
        turn.version,
        turn.checkpoint["id"],
        turn.keep,
        turn.due,
    )


def _meaning(error: psycopg.Error) -> Exception:
    match error.sqlstate:
        case "PT001" | "PT003":
            return LostRaceError("The turn was overtaken.")
        case "PT002":
            return TakenOverError("A person has taken the conversation over.")
        case _:
            return error


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
