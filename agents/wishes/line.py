"""A line of a quote or an order: a thing, and how many of it."""

from collections.abc import Sequence

from agents.state import State
from agents.topic import area_of
from agents.wishes.schema import Line, Wish
from commerce.packs.items import Item


def line_of(item: Item, count: int, state: State, before: Line | None = None) -> Line:
    """Quantity 0 means that the measure is still to be asked."""
    old = before["quantity"] if before else 0
    if item.unit == "sqft":
        told = any(entity["kind"] == "area" for entity in state["reading"]["entities"])  # "1800 sq ft, two stories"
        return {"item": item.id, "quantity": (area_of(state) if told else count) or area_of(state) or old}
    return {"item": item.id, "quantity": _span(item, state) or count or old or 1}


def joined(lines: Sequence[Line], more: Sequence[Line]) -> list[Line]:
    """A thing stands in one line; what is said of it last counts."""
    merged = {line["item"]: line for line in [*lines, *more]}
    return list(merged.values())


def wished(wishes: Sequence[Wish], more: Sequence[Wish]) -> list[Wish]:
    """Something is wished for once; what is said of it last counts."""
    merged = {tuple(wish["among"]): wish for wish in [*wishes, *more]}
    return list(merged.values())


def _span(item: Item, state: State) -> int:
    """How many of its unit were told, for what is sold by the hour, the month or the litre."""
    told = [e["value"] for e in state["reading"]["entities"] if e["kind"] == "span"]
    return next((int(span["count"]) for span in told if span["unit"] == item.unit), 0)
