"""A silence that has lasted: one word about what stands open, or the end of the conversation."""

from typing import cast
from uuid import UUID

from agents.context import Context
from agents.due import silence_of
from agents.outcome import Outcome
from agents.qualifier.score import score
from agents.state import State
from agents.summary import sum_up
from language.values import name

ASKED_AT_MOST = 2
"""A question that was put as often already is not brought up again."""


async def after_silence(outcome: Outcome, state: State, context: Context) -> None:
    if silence_of(state) == "timeout":
        await _remind(outcome, state, context)
        return
    outcome.set(greeted=False, returning=True)
    score(outcome, state, context)
    judged = {key: value for key, value in outcome.update().items() if key == "qualification"}
    await sum_up(outcome, cast(State, {**state, **judged}), context, "end")


async def _remind(outcome: Outcome, state: State, context: Context) -> None:
    """What stands open is brought back by the composer; without that there is nothing to say."""
    stage = context.pack.pipeline.stages.get(state.get("stage", ""))
    say = stage.on_timeout.say if stage and stage.on_timeout else None
    if say is None or not _stands_open(state):
        return
    if await context.desk.opted_out(UUID(state["turn"]["contact"]), state["turn"]["channel"]):
        return
    field = state.get("profile", {}).get("customer_name")
    known = str(field["value"]).split()[0] if field else ""
    outcome.say("remind", say, "conversation", name=name(known) if known else "")


def _stands_open(state: State) -> bool:
    question = state.get("question")
    asked = state.get("asked", {}).get(question["slot"], 0) if question else 0
    return bool(state.get("pending") or (question and state.get("asking") and asked < ASKED_AT_MOST))
