"""The router on a reading made by hand."""

from typing import Any

from agents.router.route import route
from agents.router.schema import Route
from agents.state import State
from tests.agents.states import entity, point, reading, state
from tests.agents.talk import pack_of

BOOKING: dict[str, Any] = {"flows": {"book": {"name": "book", "agent": "scheduler", "since": 1}}}
TIME = entity("time", point("2026-11-24T10:00:00-05:00"))


def routed(given: State, business: str = "colombiatic") -> Route:
    return route(given, pack_of(business))


def crew(given: State) -> tuple[set[str], str | None]:
    found = routed(given)
    return set(found.plan), found.lead


def heard(*intents: str, entities: Any = None, reply: str | None = None, **known: Any) -> State:
    return state("…", reading(*intents, entities=entities, reply=reply), **known)
