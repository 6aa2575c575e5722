"""Hands over: queues the conversation for a person and says who comes, and when."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.handoff.hand_over import hand_over
from agents.handoff.reason import reason_of
from agents.outcome import Outcome
from agents.scheduler.offer import person_on_duty
from agents.state import State
from language.values import name


async def handoff(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome, context = Outcome("handoff", state), runtime.context
    if state["turn"]["owner"] == "queue":
        outcome.say("hand_off", "still_waiting", "people", person=name(person_on_duty(context).name))
        return outcome.update()
    outcome.settle()  # a yes to being passed on is no yes to what was shown before
    await hand_over(outcome, state, context, reason_of(state, context.pack))
    return outcome.update()
