"""What a message takes out of what is there already: by its name, or by a word that is its alone."""

from collections.abc import Iterable

from agents.context import Context
from agents.state import State
from agents.wishes.narrow import singled_out
from agents.wishes.read import parts_of


def taken_out(among: Iterable[str], state: State, context: Context) -> set[str]:
    """Of the items ``among``, by id; empty where it takes none out, or does not say which."""
    held = [context.desk.catalogue.item(item) for item in among]
    found: set[str] = set()
    for part in parts_of(state, context):
        if part.edit == "remove":
            named = {str(entity["value"]) for entity in part.entities if entity["kind"] == "product"}
            alone = singled_out(held, state, part.words)
            found |= {item.id for item in held if item.id in named} or ({alone.id} if alone else set())
    return found
