"""Whether a message is about a quote, by what it names, whatever its words alone would be taken for."""

from typing import cast

from agents.quoter.schema import Wanted
from agents.state import State, kept
from agents.wishes.count import counts_things

BARGAINS = frozenset({"discount", "coupon", "counter_offer"})
"""What is said of any price."""
LATER = frozenset({"wants", "edit", "instalments"})
"""What can be said only of something that was priced already."""
COMPARES = frozenset({"comparison"})
ORDERS = frozenset({"buy", "stock", "order_status", "my_appointment", "book", "delivery", "returns", "warranty"})


def is_told_apart(held: Wanted) -> bool:
    """Whether it can be priced: each thing is known, and how much of it."""
    lines = held.get("lines", [])
    return bool(lines) and not held.get("wishes") and all(line["quantity"] for line in lines)


def wanted(state: State) -> Wanted:
    return cast(Wanted, kept(state, "quote"))


def kinds(state: State) -> set[str]:
    return {entity["kind"] for entity in state["reading"]["entities"]}


def is_quoting(state: State) -> bool:
    """Whether a quote is under way: begun, and neither accepted nor rejected."""
    held = wanted(state)
    return bool((held.get("lines") or held.get("wishes")) and not held.get("settled"))


def has_subject(state: State) -> bool:
    """Whether it is known what a price is talked about: a quote, a thing that is named, or the one named last."""
    return is_quoting(state) or "product" in kinds(state) or bool(kept(state, "topic").get("items"))


def is_about_quote(state: State) -> bool:
    said = {guess["name"] for guess in state["reading"]["intents"]}
    named = kinds(state)
    if "coupon" in named or (named & BARGAINS and has_subject(state)):
        return True
    if is_quoting(state) and (said & COMPARES or named & LATER):
        return not said & ORDERS or bool(named & {"edit"})
    if wanted(state).get("number") and (named & {"wants"} or _gives_address(state)):
        return not named & {"product", "area"}
    return counts_things(state) and not said & ORDERS and "order" not in state.get("flows", {})


def _gives_address(state: State) -> bool:
    """Whether it tells where the quote shall be mailed to."""
    question = state.get("question")
    return bool(question and (question["flow"], question["slot"]) == ("quote", "email") and "email" in kinds(state))
