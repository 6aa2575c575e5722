"""What a message takes out of what is there already: by its name, or by a word that is its alone."""

from collections.abc import Iterable

from agents.context import Context
from agents.inbound import heard
from agents.state import State
from agents.wishes.narrow import singled_out
from agents.wishes.read import parts_of
from commerce.packs.items import Item

SEARCHED = 12


def taken_out(among: Iterable[str], state: State, context: Context) -> set[str]:
    """Of the items ``among``, by id; empty where it takes none out, or does not say which."""
    held = [context.desk.catalogue.item(item) for item in among]
    found: set[str] = set()
    for part in parts_of(state, context):
        if part.edit == "remove":
            named = {str(entity["value"]) for entity in part.entities if entity["kind"] == "product"}
            alone = singled_out(held, state, part.words) or _searched_out(held, state, context)
            found |= {item.id for item in held if item.id in named} or ({alone.id} if alone else set())
    return found


def _searched_out(held: list[Item], state: State, context: Context) -> Item | None:
    """The only one of them that the message finds in the catalogue, by whatever name it goes there."""
    said = heard(state)
    for entity in state["reading"]["entities"]:
        said = said.replace(entity["text"], " ") if entity["kind"] == "edit" else said
    hits = context.desk.catalogue.search(said, state["language"], limit=SEARCHED)
    meant = [item for item in held if item.id in {hit.item.id for hit in hits}]
    return meant[0] if len(meant) == 1 else None
