"""Whether a message is about a quote, by what it names, whatever its words alone would be taken for."""

from typing import cast

from agents.quoter.schema import Wanted
from agents.state import State, kept

BARGAINS = frozenset({"discount", "coupon", "counter_offer"})
"""What is said of any price."""
LATER = frozenset({"wants", "edit", "instalments"})
"""What can be said only of something that was priced already."""
COMPARES = frozenset({"comparison"})
ORDERS = frozenset({"buy", "stock", "order_status", "my_appointment", "book", "delivery", "returns", "warranty"})


def wanted(state: State) -> Wanted:
    return cast(Wanted, kept(state, "quote"))


def kinds(state: State) -> set[str]:
    return {entity["kind"] for entity in state["reading"]["entities"]}


def is_quoting(state: State) -> bool:
    """Whether a quote is under way: begun, and neither accepted nor rejected."""
    held = wanted(state)
    return bool((held.get("lines") or held.get("wishes")) and not held.get("settled"))


def is_about_quote(state: State) -> bool:
    said = {guess["name"] for guess in state["reading"]["intents"]}
    named = kinds(state)
    if named & BARGAINS and (is_quoting(state) or named & {"discount", "coupon"}):
        return True
    if is_quoting(state) and (said & COMPARES or named & LATER):
        return not said & ORDERS or bool(named & {"edit"})
    if wanted(state).get("number") and (named & {"wants"} or _gives_address(state)):
        return not named & {"product", "area"}
    return counts_things(state) and not said & ORDERS


def _gives_address(state: State) -> bool:
    """Whether it tells where the quote shall be mailed to."""
    question = state.get("question")
    return bool(question and (question["flow"], question["slot"]) == ("quote", "email") and "email" in kinds(state))


def counts_things(state: State) -> bool:
    """Whether it is a list with figures, "2 of these and 1 of those": nobody writes one to hear what there is."""
    counted = [entity for entity in state["reading"]["entities"] if entity["kind"] == "quantity"]
    return len(counted) > 1 and "product" in kinds(state) and "?" not in _text(state)


def _text(state: State) -> str:
    return " ".join(message["text"] for message in state["turn"]["inbound"])
