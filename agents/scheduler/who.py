"""Who comes, or receives the customer: of the hour that is booked or being chosen, else everybody who may."""

from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import words
from agents.scheduler.change import show
from agents.scheduler.offer import kind_of, person_of
from agents.state import State, kept
from commerce.appointments.candidates import people_for
from language.values import name, quoted
from language.words.people import asks_who_comes


def is_asked_who(state: State) -> bool:
    return any(asks_who_comes(message["text"]) for message in state["turn"]["inbound"])


async def tell_who_comes(outcome: Outcome, state: State, context: Context) -> None:
    if chosen := _being_chosen(state):
        person = person_of(context, chosen)
        outcome.say(
            "who_comes", "who_comes", "people", person=name(person.name), role=quoted(words(person.role, state))
        )
    elif await context.desk.appointments(UUID(state["turn"]["contact"]), now_of(state)):
        await show(outcome, state, context)
    else:
        _tell_everybody(outcome, state, context)


def _being_chosen(state: State) -> str | None:
    """Who has the hour that waits for a yes, or for what is still missing."""
    pending = state.get("pending")
    if pending and pending["agent"] == "scheduler" and "person" in pending["args"]:
        return str(pending["args"]["person"])
    chosen = kept(state, "book").get("chosen") if "book" in state.get("flows", {}) else None
    return str(chosen["person"]) if chosen else None


def _tell_everybody(outcome: Outcome, state: State, context: Context) -> None:
    """Who may come, which depends on the hour; where nothing else is open, the hour is asked for."""
    kind = kind_of(
        context, kept(state, "book").get("kind") or context.pack.file.sales_agent.appointment_scheduling.default_kind
    )
    people = [name(person.name) for person in people_for(context.pack, kind)]
    outcome.say("who_comes", "who_may_come", "people", kind=quoted(words(kind.name, state)), people=people)
    if not state.get("question") and not state.get("pending"):
        outcome.ask("next_step", "next_step.appointment", flow="book", expects=["yes_no", "time"])
