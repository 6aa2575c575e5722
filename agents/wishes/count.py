"""How many of what: the figures of a message that count something."""

from agents.inbound import heard
from agents.state import State
from language.port import Entity


def counts_things(state: State) -> bool:
    """Whether it is a list with figures, "2 of these and 1 of those": nobody writes one to hear what there is."""
    named = any(entity["kind"] == "product" for entity in state["reading"]["entities"])
    return len(counted(state)) > 1 and named and "?" not in heard(state)


def counted(state: State) -> list[Entity]:
    """The figures that count something, and are no part of a thing's name."""
    entities = state["reading"]["entities"]
    question = state.get("question")
    picks = question["choices"] if question else []
    names = [entity for entity in entities if entity["kind"] == "product" and entity["value"] not in picks]
    return [
        entity
        for entity in entities
        if entity["kind"] == "quantity" and not any(n["start"] <= entity["start"] < n["end"] for n in names)
    ]
