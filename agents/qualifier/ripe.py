"""A lead that is ripe goes to a person; one that waits for a person is asked what that person will need."""

from agents.context import Context
from agents.handoff.collect import ask_for_contact
from agents.handoff.hand_over import hand_over
from agents.outcome import Outcome, now_of
from agents.qualifier.score import found_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from commerce.tenants.hours import next_opening
from language.values import name

SERVED = frozenset({None, "qualifier", "responder"})
"""Who leads where nobody is selling or booking in this very turn."""
AGREED = frozenset({"closing", "handoff"})


async def goes_to_a_person(outcome: Outcome, state: State, context: Context) -> bool:
    """Whether a person has the lead now, or had it before; then nothing else is asked."""
    if state["turn"]["owner"] == "queue":
        if outcome.leads:
            _collect(outcome, state, context)
        return True
    if not _is_ripe(state, context):
        return False
    await hand_over(outcome, state, context, "hot_lead")
    return True


def _is_ripe(state: State, context: Context) -> bool:
    """Scored high enough, with nothing under way that a hand-over would break, while somebody is there."""
    least = context.pack.file.handoff.hot_lead_from
    busy = state.get("flows") or state.get("pending") or state.get("stage") in AGREED
    if least is None or busy or state.get("lead") not in SERVED or next_opening(context.pack, now_of(state)):
        return False
    return found_of(state, context).score >= least


def _collect(outcome: Outcome, state: State, context: Context) -> None:
    question = state.get("question")
    if question and question["flow"] == "profile" and not ask_for_contact(outcome, state):
        person = name(person_on_duty(context).name)
        outcome.say("noted", "collected", "people", person=person)
