"""The sales graph on one screen: listen, route, agents side by side, compose, and check what could not be proven."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from agents.checker.node import checker
from agents.composer.node import composer
from agents.context import Context
from agents.handoff.node import handoff
from agents.intent.node import intent
from agents.qualifier.node import qualifier
from agents.quoter.node import quoter
from agents.responder.node import responder
from agents.router.node import router
from agents.scheduler.node import scheduler
from agents.seller.node import seller
from agents.state import State

AGENTS = {
    "responder": responder,
    "qualifier": qualifier,
    "scheduler": scheduler,
    "quoter": quoter,
    "seller": seller,
    "handoff": handoff,
}


Node = Callable[[State, Runtime[Context]], Awaitable[Any]]


def timed(name: str, node: Node) -> Any:
    """The node with its own line in the turn's trace."""

    @wraps(node)
    async def run(state: State, runtime: Runtime[Context]) -> Any:
        line: list[object] = [name, 0.0]
        runtime.context.trace.append(line)
        began = runtime.context.clock.ticks()
        found = await node(state, runtime)
        line[1] = round(runtime.context.clock.ticks() - began, 2)
        return found

    return run


def build(saver: BaseCheckpointSaver[Any] | None = None) -> CompiledStateGraph[State, Context, State, State]:
    """Compiles the graph; a saver makes it remember from turn to turn."""
    graph = StateGraph(State, context_schema=Context)
    graph.add_node("intent", timed("intent", intent))
    graph.add_node("router", timed("router", router))
    for name, node in AGENTS.items():
        graph.add_node(name, timed(name, node))
        graph.add_edge(name, "composer")
    graph.add_node("composer", timed("composer", composer), defer=True)
    graph.add_node("checker", timed("checker", checker))
    graph.add_edge(START, "intent")
    graph.add_edge("intent", "router")
    graph.add_edge("checker", END)
    return graph.compile(checkpointer=saver)
