"""Composes the reply, proves it, and keeps what the next turn needs."""

from typing import Any, Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from agents.composer.arrange import arrange, is_taken_back
from agents.composer.draft import draft
from agents.composer.remember import remember
from agents.context import Context
from agents.outcome import Outcome
from agents.prove import reply_of
from agents.stage import move
from agents.state import State


async def composer(state: State, runtime: Runtime[Context]) -> Command[Literal["checker", "__end__"]]:
    context = runtime.context
    outcome = Outcome("composer", state)
    arranged = arrange(outcome, state, context)
    move(outcome, state, context, arranged.acts)
    update: dict[str, Any] = outcome.update()
    facts = [*state.get("facts", []), *update.get("facts", [])]
    text, missing = await draft(arranged.acts, facts, state, context)
    reply = reply_of(text, arranged.acts, state, context, "proven", missing)
    update |= remember(state, arranged, facts, text)
    if is_taken_back(state):
        update["pending"] = None
    update |= {"reply": reply, "said": arranged.acts}
    return Command(goto="checker" if missing else "__end__", update=update)
