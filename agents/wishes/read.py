"""From words to lines: what a message names, how many of each, and what has to be told apart first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from agents.context import Context
from agents.inbound import written
from agents.state import State
from agents.topic import NAMED_SURELY, quantity_of
from agents.wishes.count import counted
from agents.wishes.line import joined, line_of
from agents.wishes.listed import later_things
from agents.wishes.narrow import AMONG, OUTRIGHT, Car, for_car, found, singled_out
from agents.wishes.schema import Line, Wish
from commerce.packs.items import Item
from language.port import Entity

Edit = Literal["add", "remove"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the message: how many, what is named in it, its words; ``edit``: whether that comes in or goes out.

    ``words`` are empty where the message is not cut.
    """

    quantity: int | None
    entities: list[Entity]
    words: str
    edit: Edit | None = None


def told(car: Car | None, state: State, context: Context) -> tuple[list[Line], list[Wish]]:
    """What the message names outright, and what several things may be; a counted part that names none is searched."""
    lines: list[Line] = []
    wishes: list[Wish] = []
    for part in parts_of(state, context):
        for items, said in _things_in(part, car, state, context) if part.edit != "remove" else ():
            one = items[0] if len(items) == 1 else singled_out(items, state, part.words)
            if one:
                lines = joined(lines, [line_of(one, part.quantity or 0, state)])
            elif items:
                wishes.append(Wish(among=[item.id for item in items], quantity=part.quantity or 0, words=said))
    return lines, wishes


def parts_of(state: State, context: Context) -> list[Part]:
    """The message cut before each figure that counts something, each word of taking out, each thing of a list."""
    entities = state["reading"]["entities"]
    counts, edits = counted(state), [entity for entity in entities if entity["kind"] == "edit"]
    removals = [entity["start"] for entity in edits if entity["value"] == "remove"] if len(edits) > 1 else []
    later = later_things(state, context) if len(counts) < 2 and not removals else []
    if len(counts) < 2 and not removals and not later:
        only = {entity["value"] for entity in edits}
        return [Part(quantity_of(state), entities, "", only.pop() if len(only) == 1 else None)]
    text = written(state)
    starts = sorted({*(entity["start"] for entity in counts[1:]), *removals, *later})
    return [_part(state, start, end, text) for start, end in pairwise([0, *starts, len(text)]) if text[start:end]]


def _part(state: State, start: int, end: int, text: str) -> Part:
    """A name that goes on beyond the part is none: it was put together from two things."""
    within = [e for e in state["reading"]["entities"] if start <= e["start"] < end and e["end"] <= end]
    count = next((int(entity["value"]) for entity in counted(state) if entity in within), None)
    edit: Edit | None = next((entity["value"] for entity in within if entity["kind"] == "edit"), None)
    return Part(count, within, text[start:end], edit)


def _things_in(part: Part, car: Car | None, state: State, context: Context) -> list[tuple[list[Item], str]]:
    named = named_in(part.entities, car, state, context)
    if named or not part.words or part.edit == "remove":
        return named
    return [(found(part.words, car, state, context, 0.0 if part.quantity else OUTRIGHT), part.words)]


def named_in(
    entities: Sequence[Entity], car: Car | None, state: State, context: Context
) -> list[tuple[list[Item], str]]:
    """What each name among them may stand for, of what fits the customer's car, and the name."""
    by_place: dict[int, list[Item]] = {}
    said: dict[int, str] = {}
    for entity in entities:
        if not _is_sure(entity, context):
            continue
        by_place.setdefault(entity["start"], []).append(context.desk.catalogue.item(str(entity["value"])))
        said[entity["start"]] = entity["text"]
    return [
        (for_car(items, said[place], car, state, context)[:AMONG], said[place]) for place, items in by_place.items()
    ]


def _is_sure(entity: Entity, context: Context) -> bool:
    """A choice of other things, told by its name, is none of the catalogue's."""
    known = entity["kind"] == "product" and context.desk.catalogue.knows(str(entity["value"]))
    return known and entity["confidence"] >= NAMED_SURELY
