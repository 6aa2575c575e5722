"""From words to lines: what is wanted, how many of each, and what has to be told apart first."""

from collections.abc import Sequence
from typing import Any

from agents.context import Context
from agents.phrases import words
from agents.quoter.about import counted, is_quoting, wanted
from agents.quoter.schema import Line, Wanted, Wish
from agents.state import State
from agents.topic import NAMED_SURELY, area_of, held_items, quantity_of, searched_items, vehicle_of
from commerce.catalogue.words import content_words, stem
from commerce.packs.model import Item
from language.port import Entity

AMONG = 6
"""Things that a word may mean, from which it is better to ask for more words."""
NEAR = 0.12
"""How much less well than the best one a thing may be found to be meant as well."""


def car_of(state: State, held: Wanted) -> dict[str, Any] | None:
    """The customer's car, with the engine that was told for this quote."""
    vehicle = vehicle_of(state)
    return {**vehicle, "engine": vehicle.get("engine") or held.get("engine")} if vehicle else None


def collect(state: State, context: Context) -> Wanted:
    """The quote under way with what this message says of it; a fresh one where it begins."""
    held = wanted(state)
    edit = _edit(state)
    if edit == "remove" and is_quoting(state):
        return _without(held, state, context)
    lines, wishes = _told(held, state, context)
    if not lines and not wishes:
        return _again(held, state, context)
    if is_quoting(state) and (edit == "add" or held.get("wishes")):
        return {**held, "lines": _joined(held.get("lines", []), lines), "wishes": [*held.get("wishes", []), *wishes]}
    if is_quoting(state) and not wishes and (other := swapped(held, lines, context)):
        return {**held, "lines": other, "wishes": []}
    if _changes_lines(held, lines, wishes):
        return {**held, "lines": _joined(held.get("lines", []), lines), "wishes": []}
    kept_number = is_quoting(state) and not wishes
    return {**(held if kept_number else _coupon_of(held)), "lines": lines, "wishes": wishes, "settled": False}


def narrowed(held: Wanted, state: State, context: Context) -> Wanted:
    """The wishes less what the customer's car rules out; each that leaves one thing becomes a line."""
    lines, wishes = list(held.get("lines", [])), []
    for wish in held.get("wishes", []):
        items = _meant(wish, car_of(state, held), state, context)
        if len(items) == 1:
            lines = _joined(lines, [_line(items[0], wish["quantity"], state)])
        else:
            wishes.append(Wish(among=[item.id for item in items], quantity=wish["quantity"], words=wish["words"]))
    return {**held, "lines": lines, "wishes": wishes}


def _meant(wish: Wish, car: dict[str, Any] | None, state: State, context: Context) -> list[Item]:
    items = [context.desk.catalogue.item(item) for item in wish["among"]]
    return _for_car(items, wish["words"], car, state, context) or items


def chosen(held: Wanted, item: Item, state: State) -> Wanted:
    """The first wish is this item."""
    first, *rest = held["wishes"]
    return {**held, "lines": _joined(held.get("lines", []), [_line(item, first["quantity"], state)]), "wishes": rest}


def singled_out(items: Sequence[Item], state: State) -> Item | None:
    """The one of them that a word of the message belongs to, where no other has a word of its own there."""
    counts = {str(entity["value"]) for entity in counted(state)}
    said = {stem(word) for message in state["turn"]["inbound"] for word in content_words(message["text"])} - counts
    names = [{stem(word) for word in content_words(words(item.name, state))} for item in items]
    alone = [
        item
        for place, item in enumerate(items)
        if said & names[place] - set().union(*(other for at, other in enumerate(names) if at != place))
    ]
    return alone[0] if len(alone) == 1 else None


def _told(held: Wanted, state: State, context: Context) -> tuple[list[Line], list[Wish]]:
    car = car_of(state, held)
    lines: list[Line] = []
    wishes: list[Wish] = []
    for quantity, entities, part in _parts(state):
        named = _named(entities, car, state, context)
        searched = [(_found(part, car, state, context), part)] if quantity and part and not named else []
        for items, said in [*named, *searched]:
            one = items[0] if len(items) == 1 else singled_out(items, state)
            if one:
                lines = _joined(lines, [_line(one, quantity or 0, state)])
            elif items:
                wishes.append(Wish(among=[item.id for item in items], quantity=quantity or 0, words=said))
    return lines, wishes


def _parts(state: State) -> list[tuple[int | None, list[Entity], str]]:
    """The message cut before each figure that counts something: how many, what is named there, and its words."""
    text = "\n".join(message["text"] for message in state["turn"]["inbound"] if message["kind"] == "text")
    entities = state["reading"]["entities"]
    counts = counted(state)
    if len(counts) < 2:
        return [(quantity_of(state), entities, "")]
    edges = [0, *(entity["start"] for entity in counts[1:]), len(text)]
    return [
        (
            int(count["value"]),
            [e for e in entities if start <= e["start"] < end],
            text[start:end],
        )
        for count, start, end in zip(counts, edges, edges[1:], strict=False)
    ]


def _named(
    entities: Sequence[Entity], car: dict[str, Any] | None, state: State, context: Context
) -> list[tuple[list[Item], str]]:
    """What each name among them may stand for, of what fits the customer's car, and the name."""
    by_place: dict[int, list[Item]] = {}
    said: dict[int, str] = {}
    for entity in entities:
        known = entity["kind"] == "product" and context.desk.catalogue.knows(str(entity["value"]))
        if not known or entity["confidence"] < NAMED_SURELY:
            continue
        if not context.desk.catalogue.knows(str(entity["value"])):  # a choice of other things, by its name
            continue
        by_place.setdefault(entity["start"], []).append(context.desk.catalogue.item(str(entity["value"])))
        said[entity["start"]] = entity["text"]
    return [
        (_for_car(items, said[place], car, state, context)[:AMONG], said[place]) for place, items in by_place.items()
    ]


def _for_car(items: list[Item], words: str, car: dict[str, Any] | None, state: State, context: Context) -> list[Item]:
    """Those that fit the car; where none does, what the words find for it."""
    if car is None:
        return items
    fitting = [item for item in items if not item.fits or context.desk.catalogue.fits(item, car)]
    return fitting or _found(words, car, state, context)


def _found(text: str, car: dict[str, Any] | None, state: State, context: Context) -> list[Item]:
    """What the words find in the catalogue, as well as the best of it."""
    if not text.strip():
        return []
    hits = context.desk.catalogue.search(text, state["language"], vehicle=car, limit=AMONG)
    return [hit.item for hit in hits if hit.score >= hits[0].score - NEAR]


def _again(held: Wanted, state: State, context: Context) -> Wanted:
    """Nothing new was named: the quote with another measure, or what the conversation is about."""
    count = quantity_of(state)
    if held.get("lines") or held.get("wishes"):
        return _measured(held, count, state, context)
    topic = held_items(state, context)
    if len(topic) > 1:
        return {**held, "lines": [], "wishes": [_wish(topic, count)]}
    found = (topic or searched_items(state, context))[:1]
    return {**held, "lines": [_line(item, count or 0, state) for item in found], "wishes": []}


def _measured(held: Wanted, count: int | None, state: State, context: Context) -> Wanted:
    """With another number; where there are several lines that are counted, it has to be asked which one it is of."""
    items = [context.desk.catalogue.item(line["item"]) for line in held.get("lines", [])]
    begun: Wanted = {**(held if is_quoting(state) else _coupon_of(held)), "settled": False}
    if count and len(items) > 1 and any(item.unit != "sqft" for item in items) and not held.get("wishes"):
        return {**begun, "lines": held["lines"], "wishes": [_wish(items, count)]}
    lines = [_line(item, count or 0, state, line) for item, line in zip(items, held.get("lines", []), strict=True)]
    if held.get("wishes"):
        first, *rest = held["wishes"]
        return {**held, "wishes": [{**first, "quantity": count or first["quantity"]}, *rest]}
    return {**begun, "lines": lines, "wishes": []}


def _wish(items: Sequence[Item], count: int | None) -> Wish:
    return Wish(among=[item.id for item in items], quantity=count or 0, words="")


def _without(held: Wanted, state: State, context: Context) -> Wanted:
    """Less the lines that are named, by name or by a word of theirs."""
    car = car_of(state, held)
    named = {item.id for items, _ in _named(state["reading"]["entities"], car, state, context) for item in items}
    words = {word for message in state["turn"]["inbound"] for word in message["text"].lower().split() if len(word) > 3}
    left = [
        line
        for line in held.get("lines", [])
        if line["item"] not in named and not (words & _words_of(context.desk.catalogue.item(line["item"])))
    ]
    return {**held, "lines": left} if left else held


def _words_of(item: Item) -> set[str]:
    return {word for text in item.name.values() for word in text.lower().split()[:1]}


def swapped(held: Wanted, lines: Sequence[Line], context: Context) -> list[Line]:
    """The quote with another material or size in the place of the one it competes with; empty where none does."""
    if len(lines) != 1:
        return []
    new, before = context.desk.catalogue.item(lines[0]["item"]), held.get("lines", [])
    for place, line in enumerate(before):
        if line["item"] != new.id and _competes(new, context.desk.catalogue.item(line["item"])):
            return [*before[:place], {"item": new.id, "quantity": line["quantity"]}, *before[place + 1 :]]
    return []


def _competes(new: Item, old: Item) -> bool:
    return bool(new.tier and old.tier) or (new.family is not None and new.family == old.family)


def _changes_lines(held: Wanted, lines: Sequence[Line], wishes: Sequence[Wish]) -> bool:
    """Whether only things are named that the quote has already: then it is their number that changes."""
    known = {line["item"] for line in held.get("lines", [])}
    return bool(known) and not held.get("settled") and not wishes and {line["item"] for line in lines} < known


def _joined(lines: Sequence[Line], more: Sequence[Line]) -> list[Line]:
    """A thing stands in one line; what is said of it last counts."""
    merged = {line["item"]: line for line in [*lines, *more]}
    return list(merged.values())


def _coupon_of(held: Wanted) -> Wanted:
    """What a new quote takes over from the one before: a coupon that was told."""
    return {"coupon": held["coupon"]} if "coupon" in held and not held.get("settled") else {}


def _line(item: Item, count: int, state: State, before: Line | None = None) -> Line:
    """A line; quantity 0 means that the measure is still to be asked."""
    old = before["quantity"] if before else 0
    if item.unit == "sqft":
        return {"item": item.id, "quantity": count or area_of(state) or old}
    return {"item": item.id, "quantity": _span(item, state) or count or old or 1}


def _span(item: Item, state: State) -> int:
    """How many of its unit were told, for what is sold by the hour, the month or the litre."""
    told = [e["value"] for e in state["reading"]["entities"] if e["kind"] == "span"]
    return next((int(span["count"]) for span in told if span["unit"] == item.unit), 0)


def _edit(state: State) -> str | None:
    return next((str(e["value"]) for e in state["reading"]["entities"] if e["kind"] == "edit"), None)
