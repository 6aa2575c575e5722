"""Changes to a quote under way: less of it, another measure, another material in the place of one."""

from collections.abc import Sequence

from agents.context import Context
from agents.quoter.schema import Wanted
from agents.rivals import compete
from agents.state import State
from agents.wishes.line import line_of
from agents.wishes.schema import Line, Wish
from agents.wishes.take_out import taken_out


def edits_of(state: State) -> set[str]:
    """``add`` and ``remove``, as the message says."""
    return {str(entity["value"]) for entity in state["reading"]["entities"] if entity["kind"] == "edit"}


def measured(held: Wanted, begun: Wanted, count: int | None, state: State, context: Context) -> Wanted:
    """With another number; where there are several lines that are counted, it has to be asked which one it is of.

    ``begun`` is what the quote goes on from: the one under way, or a new one with the same lines.
    """
    items = [context.desk.catalogue.item(line["item"]) for line in held.get("lines", [])]
    if held.get("wishes"):
        first, *rest = held["wishes"]
        return {**held, "wishes": [{**first, "quantity": count or first["quantity"]}, *rest]}
    if count and len(items) > 1 and any(item.unit != "sqft" for item in items):
        wish = Wish(among=[item.id for item in items], quantity=count, words="")
        return {**begun, "lines": held["lines"], "wishes": [wish]}
    lines = [line_of(item, count or 0, state, line) for item, line in zip(items, held.get("lines", []), strict=True)]
    return {**begun, "lines": lines, "wishes": []}


def without(held: Wanted, state: State, context: Context) -> Wanted:
    """Less the lines that the message takes out; a quote of nothing is none, so the last line stays."""
    lines = held.get("lines", [])
    out = taken_out([line["item"] for line in lines], state, context)
    left = [line for line in lines if line["item"] not in out]
    return {**held, "lines": left} if left else held


def swapped(held: Wanted, lines: Sequence[Line], context: Context) -> list[Line]:
    """The quote with another material or size in the place of the one it competes with; empty where none does."""
    if len(lines) != 1:
        return []
    new, before = context.desk.catalogue.item(lines[0]["item"]), held.get("lines", [])
    for place, line in enumerate(before):
        if line["item"] != new.id and compete(new, context.desk.catalogue.item(line["item"])):
            return [*before[:place], {"item": new.id, "quantity": line["quantity"]}, *before[place + 1 :]]
    return []
