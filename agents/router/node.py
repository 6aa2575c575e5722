"""Routes: calls the agents that must act in this turn, side by side."""

from typing import Literal, cast

from langgraph.runtime import Runtime
from langgraph.types import Command

from agents.context import Context
from agents.router.route import route
from agents.state import State

Destination = Literal["responder", "qualifier", "scheduler", "quoter", "seller", "handoff", "composer"]


async def router(state: State, runtime: Runtime[Context]) -> Command[Destination]:
    chosen = route(state, runtime.context.pack)
    update = {**chosen.update, "plan": chosen.plan, "lead": chosen.lead}
    return Command(goto=cast(list[Destination], chosen.plan or ["composer"]), update=update)
