"""A summary when somebody asks for it, whoever owns the conversation: no turn, nothing is said to the customer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from agents.context import Context
from agents.intent.listen import silent
from agents.outcome import Outcome
from agents.state import State
from agents.summary import retold, tell
from commerce.summaries.model import Audience, Style
from commerce.summaries.repository import of_conversation
from commerce.writes import Scope, apply
from graphs.given import turn_of
from graphs.turn import Contexts
from kit.errors import InvalidInputError
from store.checkpoints import TurnSaver
from store.outbox import enqueue
from store.turns import Load, load
from store.unit import Row, Store


async def sum_up_now(
    store: Store, contexts: Contexts, saver: TurnSaver, tenant: str, conversation: UUID, now: datetime,
    *, audiences: Sequence[Audience], style: Style | None = None, send: bool = False,
) -> list[Row]:  # fmt: skip
    """The new summaries, as ``of_conversation`` gives them; raises InvalidInputError before the first turn."""
    found = await load(store, tenant, conversation, 1)
    if found.checkpoint is None:
        raise InvalidInputError(f"Conversation {conversation} has nothing to sum up yet: nobody has said anything.")
    context = contexts(tenant, found.conversation["timezone"], None)
    parked = saver.upcast(found.checkpoint, found.version or saver.version)
    state = await _state(parked, found, context, now)
    outcome = Outcome("composer", state)
    story = await context.desk.story(conversation)
    chosen = style or context.pack.file.sales_agent.conversation_summaries.template_style
    for audience in audiences:
        await tell(outcome, state, context, story, audience, chosen, "demand", send=send)
    return await _kept(store, tenant, found, outcome, context, now)


async def _state(parked: dict[str, Any], found: Load, context: Context, now: datetime) -> State:
    """What the conversation remembers, as a turn in which nobody said anything would find it."""
    turn = turn_of(Load(found.conversation, [], None, None), now)
    state = cast(State, {**parked["channel_values"], "turn": turn})
    state["reading"] = silent(state, context.pack)
    state["summary"] = await retold(state, context)
    return state


async def _kept(store: Store, tenant: str, found: Load, outcome: Outcome, context: Context, now: datetime) -> list[Row]:
    row = found.conversation
    conversation = UUID(row["id"])
    scope = Scope(tenant, conversation, UUID(row["contact_id"]), row["turn_seq"], now, context.pack)
    async with store.unit(tenant) as unit:
        for write in outcome.update().get("writes", []):
            await apply(unit, scope, write)
        await enqueue(unit, conversation, row["turn_seq"], scope.effects, now)
        return [each for each in await of_conversation(unit, conversation) if each["created_at"] == now]
