"""Things that stand for one another: another material, another size."""

from agents.state import State, kept
from agents.topic import NAMED_LOOSELY
from commerce.packs.items import Item
from commerce.packs.model import Pack

_SAYS_NO_MORE = frozenset({"reschedule", "correct", "give_information", "comparison", "objection_need", "information"})
"""What "use metal instead" may be taken for."""
SURE = 0.75


def compete(new: Item, old: Item) -> bool:
    return bool(new.tier and old.tier) or (new.family is not None and new.family == old.family)


def names_a_rival(state: State, pack: Pack) -> bool:
    """Whether the message names what may stand in the place of the thing talked about: it is its price that matters."""
    guesses = state["reading"]["intents"]
    if any(guess["name"] not in _SAYS_NO_MORE and guess["confidence"] >= SURE for guess in guesses):
        return False
    found = state["reading"]["entities"]
    if any(entity["kind"] in {"time", "slot"} for entity in found):
        return False
    named = {str(e["value"]) for e in found if e["kind"] == "product" and e["confidence"] >= NAMED_LOOSELY}
    about = kept(state, "topic").get("items", [])
    items = {item.id: item for item in pack.catalogue.items}
    return any(
        compete(items[new], items[old]) for new in named & items.keys() for old in about if old in items and old != new
    )
