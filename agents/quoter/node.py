"""Answers what things cost, and makes quotes."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.outcome import Outcome
from agents.quoter.prices import tell_prices
from agents.quoter.quote import quote, settle
from agents.state import State


async def quoter(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome = Outcome("quoter", state)
    pending, reply = state.get("pending"), state["reading"]["reply"]
    said = {guess["name"] for guess in state["reading"]["intents"]}
    if pending and pending["agent"] == "quoter" and reply in {"approve", "reject"}:
        settle(outcome, state, runtime.context)
    elif _is_quoting(state, said):
        quote(outcome, state, runtime.context)
    else:
        tell_prices(outcome, state, runtime.context)
    return outcome.update()


def _is_quoting(state: State, said: set[str]) -> bool:
    if "quote" in said:
        return True
    question, pending = state.get("question"), state.get("pending")
    answering = bool(question and question["flow"] == "quote" and "price" not in said)
    amending = bool(pending and pending["agent"] == "quoter" and state["reading"]["reply"] == "amend")
    return answering or amending
