"""A turn run again, with nothing of it kept: no message, no write, no effect leaves it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from langchain_core.runnables import RunnableConfig

from agents.context import Context
from agents.state import State
from graphs.given import turn_of
from graphs.record import record_of
from graphs.turn import Graph
from language.calls import begin
from store.checkpoints import Buffer, TurnSaver
from store.turns import Load


@dataclass(frozen=True, slots=True)
class Replayed:
    """``record`` is that of a turn; ``facts`` are those that its reply rests on."""

    reply: str
    record: dict[str, Any]
    facts: list[Any]


async def replay(graph: Graph, saver: TurnSaver, found: Load, context: Context, now: datetime) -> Replayed:
    """Runs the turn from where it began, in the world of ``context``. What is read of the business is of today."""
    parked = saver.upcast(found.checkpoint, found.version) if found.checkpoint and found.version else None
    buffer = Buffer(parked)
    config: RunnableConfig = {"configurable": {"thread_id": found.conversation["id"], "buffer": buffer}}
    given: dict[str, Any] = {"turn": turn_of(found, now)}
    if parked is None:
        contact, conversation = UUID(found.conversation["contact_id"]), UUID(found.conversation["id"])
        given["returning"] = await context.desk.returning(contact, conversation)
    calls = begin(context.tenant, found.conversation["id"], [])
    await graph.ainvoke(cast(State, given), config, context=context, durability="exit", output_keys=["reply"])
    state = cast(State, {**buffer.values, "model_calls": calls.made})
    reply = state.get("reply")
    return Replayed(reply["text"] if reply else "", record_of(state, context.trace), list(state.get("facts", [])))
