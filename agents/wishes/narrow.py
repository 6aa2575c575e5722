"""Rules out what cannot be meant: by the customer's car, by a word that belongs to one thing alone."""

from collections.abc import Sequence
from typing import Any

from agents.context import Context
from agents.inbound import heard
from agents.phrases import words
from agents.state import State
from agents.topic import vehicle_of
from agents.wishes.count import counted
from agents.wishes.line import joined, line_of
from agents.wishes.schema import Line, Wish
from commerce.catalogue.words import content_words, stem
from commerce.packs.items import Item
from language.embedded import data
from language.words.fold import plain

AMONG = 6
"""Things that a word may mean, from which it is better to ask for more words."""
OUTRIGHT = 0.8
"""From here what words find is what they name; below, it only has a word in common with them."""
NEAR = 0.12
"""How much less well than the best one a thing may be found to be meant as well."""
Car = dict[str, Any]


def car_of(state: State, engine: str | None) -> Car | None:
    """The customer's car, with the engine that was told for what is wanted now."""
    vehicle = vehicle_of(state)
    return {**vehicle, "engine": vehicle.get("engine") or engine} if vehicle else None


def narrowed(
    lines: Sequence[Line], wishes: Sequence[Wish], car: Car | None, state: State, context: Context
) -> tuple[list[Line], list[Wish]]:
    """The wishes less what the car rules out; each that leaves one thing becomes a line."""
    sure, left = list(lines), []
    for wish in wishes:
        items = _meant(wish, car, state, context)
        if len(items) == 1:
            sure = joined(sure, [line_of(items[0], wish["quantity"], state)])
        else:
            left.append(Wish(among=[item.id for item in items], quantity=wish["quantity"], words=wish["words"]))
    return sure, left


def for_car(items: list[Item], said: str, car: Car | None, state: State, context: Context) -> list[Item]:
    """Those that fit the car; where none does, what the words find for it."""
    if car is None:
        return items
    fitting = [item for item in items if not item.fits or context.desk.catalogue.fits(item, car)]
    return fitting or found(said, car, state, context)


def found(said: str, car: Car | None, state: State, context: Context, least: float = 0.0) -> list[Item]:
    """What the words find in the catalogue, as well as the best of it; nothing where that is below ``least``."""
    if not said.strip():
        return []
    hits = context.desk.catalogue.search(said, state["language"], vehicle=car, limit=AMONG)
    return [hit.item for hit in hits if hit.score >= max(least, hits[0].score - NEAR)]


def singled_out(items: Sequence[Item], state: State, part: str | None = None) -> Item | None:
    """The one of them that a word belongs to, where no other has a word of its own there.

    The words are those of the message, or of the ``part`` of it that the items are about.
    """
    counts = {str(entity["value"]) for entity in counted(state)}
    texts = [part] if part else [message["text"] for message in state["turn"]["inbound"]]
    said = {stem(word) for text in texts for word in content_words(text)} - counts
    names = [{stem(word) for word in content_words(words(item.name, state))} for item in items]
    alone = [
        item
        for place, item in enumerate(items)
        if said & names[place] - set().union(*(other for at, other in enumerate(names) if at != place))
    ]
    return alone[0] if len(alone) == 1 else None


def priced_apart(items: Sequence[Item], state: State) -> Item | None:
    """The cheapest or the dearest of them, where the message says that and they are sold by the same unit."""
    said = plain(heard(state))
    for name, best in (("cheapest", min), ("dearest", max)):
        if items and len({item.unit for item in items}) == 1 and any(each in said for each in data.words(name)):
            return best(items, key=lambda item: item.amount)
    return None


def _meant(wish: Wish, car: Car | None, state: State, context: Context) -> list[Item]:
    items = [context.desk.catalogue.item(item) for item in wish["among"]]
    return for_car(items, wish["words"], car, state, context) or items
