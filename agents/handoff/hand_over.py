"""The hand-over itself: what the customer is told, what is still asked of them, and what the team receives."""

from typing import cast

from agents.context import Context
from agents.handoff.collect import ask_for_contact
from agents.handoff.package import pack_up
from agents.handoff.reason import TEMPLATES, Reason
from agents.outcome import Outcome, now_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from agents.summary import sum_up
from commerce.tenants.hours import next_opening
from language.values import instant, name


async def hand_over(outcome: Outcome, state: State, context: Context, reason: Reason) -> None:
    person = person_on_duty(context)
    opens = next_opening(context.pack, now_of(state))
    outcome.say("hand_off", TEMPLATES.get(reason, "hand_off"), "people", person=name(person.name),
                opens=instant(opens) if opens else "")  # fmt: skip
    if opens:
        ask_for_contact(outcome, state)
    outcome.write("conversation.hand_off", reason=reason, person=person.id,
                  package=await pack_up(state, context, reason))  # fmt: skip
    await sum_up(outcome, _in_queue(state), context, "handoff", reason)


def _in_queue(state: State) -> State:
    return cast(State, {**state, "turn": {**state["turn"], "owner": "queue"}})
