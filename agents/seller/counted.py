"""How many of what: each thing that a message names with the number that stands before it."""

from dataclasses import dataclass
from typing import Literal

from agents.context import Context
from agents.state import State
from agents.topic import named_items
from commerce.carts.lines import MOST_OF_ONE
from commerce.catalogue.words import content_words, stem
from commerce.packs.items import Item
from language.port import Entity

Edit = Literal["add", "remove"]
UNITS = ("set", "litre")
"""Units whose word may stand for the thing itself."""


@dataclass(frozen=True, slots=True)
class Counted:
    """``count``: None where none was said. ``edit``: whether it is to come beside what is there, or to go."""

    item: Item
    count: int | None
    edit: Edit | None = None


def counted(state: State, items: list[Item]) -> list[Counted]:
    """``items`` that this message names, each with its own number: "2 filtros y 1 batería"."""
    starts = {at for item in items if (at := _named_at(state, item)) is not None}
    return [Counted(item, _count_of(state, item, starts), _edit_of(state, item)) for item in items]


def odd_quantity(state: State) -> bool:
    """Whether so many were asked for as nobody can sell: none, less than none, a half, or beyond all reason."""
    entities = state["reading"]["entities"]
    counts = [entity["value"] for entity in entities if entity["kind"] == "quantity"]
    return any(entity["kind"] == "odd_quantity" for entity in entities) or any(
        not 0 < int(count) <= MOST_OF_ONE for count in counts
    )


def edits(state: State) -> set[str]:
    return {str(entity["value"]) for entity in state["reading"]["entities"] if entity["kind"] == "edit"}


def sold_outright(items: list[Item]) -> list[Item]:
    """What has a fixed price can be ordered outright; the rest is quoted or booked, and delivery comes by itself."""
    fixed = [item for item in items if not item.price_from and item.unit != "sqft" and not is_appointment(item)]
    return [item for item in fixed if item.attributes.get("use") != "delivery"]


def outside_cart(state: State, context: Context) -> bool:
    """Whether things are named, and none of them is sold over the counter."""
    named = named_items(state, context)
    return bool(named) and not sold_outright(named)


def is_quoted_first(state: State, context: Context) -> bool:
    """Whether what is named has no price to order it at: it is told of, and goes on to a quote."""
    return outside_cart(state, context) and not all(map(is_appointment, named_items(state, context)))


def is_booked_now(item: Item, state: State) -> bool:
    """Whether the message books it: work that is done at an appointment is no line of an order beside it."""
    return "scheduler" in state.get("plan", []) and item.kind == "service"


def is_appointment(item: Item) -> bool:
    """A visit that costs nothing is booked: there is nothing in it to order."""
    return item.unit == "visit" and item.amount == 0


def named_as_things(state: State, context: Context, items: list[Item]) -> list[Item]:
    """Without what only the word for a unit named: in "add one set", the set is of what was just shown."""
    units = {stem(word) for unit in UNITS for word in content_words(_worded(context, unit))}
    said = {item.id: {str(e["text"]) for e in state["reading"]["entities"] if e["value"] == item.id} for item in items}
    return [item for item in items if any(set(content_words(text)) - units for text in said[item.id])]


def _worded(context: Context, unit: str) -> str:
    template = context.pack.templates[f"phrase.unit.{unit}"]
    return " ".join([*template.es, *template.en])


def _count_of(state: State, item: Item, starts: set[int]) -> int | None:
    """The number nearest before its name that no other thing stands between; else the only number that there is."""
    entities = state["reading"]["entities"]
    counts = [entity for entity in entities if entity["kind"] == "quantity"]
    named = _named_at(state, item)
    if named is None:
        return int(counts[0]["value"]) if len(counts) == 1 else None
    before = [each for each in counts if each["start"] < named and not any(each["start"] < at < named for at in starts)]
    if before:
        return int(before[-1]["value"])
    alone = len(starts) == 1 and len(counts) == 1
    return int(counts[0]["value"]) if alone else None


def _edit_of(state: State, item: Item) -> Edit | None:
    """The word of putting in or taking out that stands last before its name."""
    said = [entity for entity in state["reading"]["entities"] if entity["kind"] == "edit"]
    at = _named_at(state, item)
    before = [entity for entity in said if at is None or entity["start"] <= at]
    return max(before, key=_start)["value"] if before else None


def _named_at(state: State, item: Item) -> int | None:
    found = [e["start"] for e in state["reading"]["entities"] if e["kind"] == "product" and e["value"] == item.id]
    return min(found, default=None)


def _start(entity: Entity) -> int:
    return entity["start"]
