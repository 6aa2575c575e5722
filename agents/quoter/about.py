"""Whether a message is about a quote, by what it names, whatever its words alone would be taken for."""

from typing import cast

from agents.quoter.schema import Wanted
from agents.state import State, kept
from language.port import Entity

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
    return counts_things(state) and not said & ORDERS


def _gives_address(state: State) -> bool:
    """Whether it tells where the quote shall be mailed to."""
    question = state.get("question")
    return bool(question and (question["flow"], question["slot"]) == ("quote", "email") and "email" in kinds(state))


def counts_things(state: State) -> bool:
    """Whether it is a list with figures, "2 of these and 1 of those": nobody writes one to hear what there is."""
    return len(counted(state)) > 1 and "product" in kinds(state) and "?" not in _text(state)


def counted(state: State) -> list[Entity]:
    """The figures that count something, and are no part of a thing's name."""
    entities = state["reading"]["entities"]
    question = state.get("question")
    picks = question["choices"] if question else []
    names = [entity for entity in entities if entity["kind"] == "product" and entity["value"] not in picks]
    return [
        entity
        for entity in entities
        if entity["kind"] == "quantity" and not any(n["start"] <= entity["start"] < n["end"] for n in names)
    ]


def _text(state: State) -> str:
    return " ".join(message["text"] for message in state["turn"]["inbound"])
