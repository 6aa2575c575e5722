"""Hands over: queues the conversation for a person and says who comes, and when."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.handoff.package import pack_up
from agents.handoff.reason import reason_of
from agents.outcome import Outcome, now_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from commerce.tenants.hours import next_opening
from language.values import instant, name


async def handoff(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome, context = Outcome("handoff", state), runtime.context
    person = person_on_duty(context)
    if state["turn"]["owner"] == "queue":
        outcome.say("hand_off", "still_waiting", "people", person=name(person.name))
        return outcome.update()
    outcome.settle()  # a yes to being passed on is no yes to what was shown before
    opens = next_opening(context.pack, now_of(state))
    reason = reason_of(state)
    template = "complaint" if reason in {"complaint", "negative_sentiment"} else "hand_off"
    outcome.say("hand_off", template, "people", person=name(person.name), opens=instant(opens) if opens else "")
    outcome.write("conversation.hand_off", reason=reason, person=person.id, package=await pack_up(state, context))
    return outcome.update()
