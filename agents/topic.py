"""What the conversation is about: the items that were named in this message, or the ones named last."""

from typing import Any

from agents.context import Context
from agents.inbound import heard
from agents.state import State, kept
from commerce.packs.items import Item
from commerce.pricing.quantity import MOST
from language.port import Entity

TOPIC_KEPT = 3
NAMED_SURELY = 0.7
NAMED_LOOSELY = 0.5


def vehicle_of(state: State) -> dict[str, Any] | None:
    field = state.get("profile", {}).get("vehicle")
    return field["value"] if field else None


def surely_named(state: State) -> list[Entity]:
    """Where this message names things, and surely."""
    found = state["reading"]["entities"]
    return [each for each in found if each["kind"] == "product" and each["confidence"] >= NAMED_SURELY]


def named_items(state: State, context: Context) -> list[Item]:
    """Items that this message names, surest first."""
    named = surely_named(state)
    named.sort(key=lambda entity: (-entity["confidence"], entity["start"]))
    ids = dict.fromkeys(str(entity["value"]) for entity in named)
    found = [context.desk.catalogue.item(item) for item in ids if context.desk.catalogue.knows(item)]
    vehicle = vehicle_of(state)
    return [item for item in found if vehicle is None or _may_fit(item, vehicle, context)]


def loosely_named(state: State, context: Context) -> list[Item]:
    """The one item that the message names best, where it names none surely and the customer's car leaves but one."""
    named = [e for e in state["reading"]["entities"] if e["kind"] == "product" and e["confidence"] >= NAMED_LOOSELY]
    vehicle = vehicle_of(state)
    known = [(e["confidence"], str(e["value"])) for e in named if context.desk.catalogue.knows(str(e["value"]))]
    fitting = [
        (sure, item)
        for sure, id_ in known
        if (item := context.desk.catalogue.item(id_)) and (vehicle is None or _may_fit(item, vehicle, context))
    ]
    best = max((sure for sure, _ in fitting), default=0.0)
    found = list({item.id: item for sure, item in fitting if sure == best}.values())
    return found if len(found) == 1 else []


def alternatives_named(state: State, context: Context) -> list[Item]:
    """Several items that one and the same word names: the customer wants one of them, not all."""
    named = surely_named(state)
    items = named_items(state, context)
    return items if len({entity["start"] for entity in named}) == 1 and len(items) > 1 else []


def searched_items(state: State, context: Context, limit: int = 3) -> list[Item]:
    """Items that the words of this message find, where none was named outright."""
    text = heard(state)
    hits = context.desk.catalogue.search(text, state["language"], vehicle=vehicle_of(state), limit=limit)
    return [hit.item for hit in hits]


def named_by_words(state: State, context: Context) -> bool:
    """Whether the words of this message are those of a thing, though they name none outright: "chatbot plans"."""
    hits = context.desk.catalogue.search(heard(state), state["language"], vehicle=vehicle_of(state), limit=1)
    return bool(hits) and hits[0].score >= NAMED_LOOSELY


def topic_items(state: State, context: Context) -> list[Item]:
    """The items under discussion: named now, found by this message's words, or named before."""
    return named_items(state, context)[:TOPIC_KEPT] or searched_items(state, context) or held_items(state, context)


def held_items(state: State, context: Context) -> list[Item]:
    """The items that were named last, else those that the customer is choosing from."""
    topic = kept(state, "topic")
    named = topic.get("items") or topic.get("among") or _to_choose_from(state)
    return [context.desk.catalogue.item(item) for item in named]


def _to_choose_from(state: State) -> list[str]:
    wishes = [*kept(state, "quote").get("wishes", []), *kept(state, "order").get("wishes", [])]
    return wishes[0]["among"] if wishes else []


def quantity_of(state: State) -> int | None:
    """How many were asked for, when the message says so."""
    counts = [e["value"] for e in state["reading"]["entities"] if e["kind"] == "quantity"]
    return int(counts[0]) if counts else None


def area_of(state: State) -> int | None:
    """Square feet that were given, now or before; None for an area that nothing has."""
    for entity in state["reading"]["entities"]:
        if entity["kind"] == "area":
            return _square_feet(entity["value"])
    field = state.get("profile", {}).get("area")
    return _square_feet(field["value"]) if field else None


def _square_feet(area: dict[str, Any]) -> int | None:
    found = int(area["value"]) if area["unit"] == "sqft" else round(int(area["value"]) * 10.7639)
    return found if 0 < found <= MOST else None


def _may_fit(item: Item, vehicle: dict[str, Any], context: Context) -> bool:
    return not item.fits or context.desk.catalogue.fits(item, vehicle)
