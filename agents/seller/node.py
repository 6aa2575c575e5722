"""Sells: routes what was said to the verb that serves it."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.outcome import Outcome
from agents.seller.object import answer_objection, objection_in
from agents.seller.order import order, order_status, settle
from agents.seller.recommend import overview, recommend
from agents.seller.stock import tell_stock
from agents.state import State
from agents.topic import named_items


async def seller(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome, context = Outcome("seller", state), runtime.context
    pending, reply = state.get("pending"), state["reading"]["reply"]
    said = [guess["name"] for guess in state["reading"]["intents"]]
    if pending and pending["agent"] == "seller" and reply in {"approve", "reject"}:
        await settle(outcome, state, context)
    elif kind := objection_in(said):
        await answer_objection(outcome, state, context, kind)
    elif "order_status" in said or _gives_number(state):
        await order_status(outcome, state, context)
    elif "buy" in said or _ordering(state):
        await order(outcome, state, context)
    elif "stock" in said:
        await tell_stock(outcome, state, context)
    elif "services_overview" in said and not named_items(state, context):
        overview(outcome, state, context)
    else:
        await recommend(outcome, state, context)
    return outcome.update()


def _gives_number(state: State) -> bool:
    question = state.get("question")
    return bool(question and question["slot"] == "reference")


def _ordering(state: State) -> bool:
    question, pending = state.get("question"), state.get("pending")
    answering = bool(question and question["flow"] == "order")
    return answering or bool(pending and pending["agent"] == "seller" and state["reading"]["reply"] == "amend")
