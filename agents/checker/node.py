"""Rewrites an unproven draft once without what cannot be proven; otherwise replaces it."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.outcome import Outcome
from agents.prove import prove, reply_of, voice_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from kit.logging import logger
from language.port import Act
from language.values import name

log = logger("checker")


async def checker(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    context, draft = runtime.context, state["reply"]
    assert draft is not None
    log.warning("unproven_draft", conversation=state["turn"]["conversation"], words=draft["unproven"])
    kept = [act for act in state["said"] if not await _unproven(act, state, context)]
    text = await context.engine.write(kept, voice_of(state, context)) if kept else ""
    if text and not prove(text, state.get("facts", []), state, context):
        reply = reply_of(text, kept, state, context, "rewritten", draft["unproven"])
        return {"reply": reply, **_withdrawn(state, kept)}
    outcome = Outcome("checker", state)
    act = outcome.say("apology", "apology", "people", person=name(person_on_duty(context).name))
    text = await context.engine.write([act], voice_of(state, context))
    reply = reply_of(text, [act], state, context, "replaced", draft["unproven"])
    return {**outcome.update(), "reply": reply, **_withdrawn(state, [])}


async def _unproven(act: Act, state: State, context: Context) -> bool:
    text = await context.engine.write([act], voice_of(state, context))
    return bool(prove(text, state.get("facts", []), state, context))


def _withdrawn(state: State, kept: list[Act]) -> dict[str, Any]:
    """An action whose showing was not sent waits for no yes."""
    pending = state.get("pending")
    shown_now = pending and pending["shown"] in state["said"]
    return {"pending": None} if shown_now and pending and pending["shown"] not in kept else {}
