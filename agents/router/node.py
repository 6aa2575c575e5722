"""Routes: calls the agents that must act in this turn, side by side."""

from typing import Literal, cast

from langgraph.runtime import Runtime
from langgraph.types import Command

from agents.context import Context
from agents.router.route import route
from agents.state import State

Destination = Literal["responder", "qualifier", "scheduler", "quoter", "seller", "handoff", "composer"]


ORDER_EVENTS = {"payment", "order_lapsed", "order_moved"}


async def router(state: State, runtime: Runtime[Context]) -> Command[Destination]:
    chosen = route(state, runtime.context.pack)
    plan = _with_events(chosen.plan, state)
    update = {**chosen.update, "plan": plan, "lead": chosen.lead}
    return Command(goto=cast(list[Destination], plan or ["composer"]), update=update)


def _with_events(plan: list[str], state: State) -> list[str]:
    """Who tells of payments and orders is called for them, whatever the customer wrote meanwhile."""
    events = {message["data"].get("event") for message in state["turn"]["inbound"] if message["kind"] == "event"}
    return [*plan, "seller"] if events & ORDER_EVENTS and "seller" not in plan else plan
