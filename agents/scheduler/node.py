"""Books, moves and cancels appointments in the conversation."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.outcome import Outcome
from agents.scheduler.book import book
from agents.scheduler.change import cancel, move, show, stands
from agents.scheduler.settle import settle
from agents.scheduler.who import is_asked_who, tell_who_comes
from agents.scheduler.whom import is_another_then, is_branch_of_booked
from agents.scheduler.wish import says_the_same_hour, times
from agents.state import State
from commerce.packs.model import Pack


async def scheduler(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome = Outcome("scheduler", state)
    context = runtime.context
    pending = state.get("pending")
    said = {guess["name"] for guess in state["reading"]["intents"]}
    if pending and pending["agent"] == "scheduler" and state["reading"]["reply"] in {"approve", "reject"}:
        await settle(outcome, state, context)
    elif pending and pending["kind"] == "appointment.book" and state["reading"]["reply"] == "amend":
        await book(outcome, state, context)
    elif is_asked_who(state):
        await tell_who_comes(outcome, state, context)
    elif "my_appointment" in said:
        await show(outcome, state, context)
    elif "cancel_appointment" in said and not ("reschedule" in said and times(state)):
        await cancel(outcome, state, context)
    elif _moves(state, said, context.pack):
        await move(outcome, state, context)
    elif _wants_a_time(state, said) or not await stands(outcome, state, context):
        await book(outcome, state, context)
    return outcome.update()


def _moves(state: State, said: set[str], pack: Pack) -> bool:
    """ "Better at eleven" moves an appointment, unless one is just being chosen."""
    flows, question = state.get("flows", {}), state.get("question")
    choosing = "book" in flows and bool(question and question["flow"] == "book")
    elsewhere = is_another_then(state) or is_branch_of_booked(state, pack) or says_the_same_hour(state)
    another = elsewhere and "book" not in flows
    return "reschedule" in flows or another or ("reschedule" in said and not choosing)


def _wants_a_time(state: State, said: set[str]) -> bool:
    """Whether an appointment is asked for or being chosen; a need alone ("it leaks") may have one already."""
    question = state.get("question")
    choosing = "book" in state.get("flows", {}) or bool(question and question["flow"] == "book")
    return choosing or "book" in said or bool(times(state))
