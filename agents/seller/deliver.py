"""Asks where an order goes: one thing at a time, and only what is not known yet."""

from typing import Any

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import phrase
from agents.seller.where import HOME, Delivery, known_of
from agents.state import State
from commerce.delivery.check import counters, serves, ways
from language.values import contact, name

EXPECTED = ["delivery", "address", "pickup", "location"]
"""What answers how it is to be had: a choice, an address, or words of coming for it or having it brought."""
NAMED_AT_ONCE = 2
"""Branches that are named in the question already; more are asked for once it is known that one comes for it."""


def ask_delivery(outcome: Outcome, state: State, context: Context, known: Delivery) -> bool:
    """Asks for the first thing that is missing; whether anything was."""
    if known.get("mode") == "service":
        return False
    if "mode" not in known:
        _ask_way(outcome, state, context)
    elif known["mode"] == "pickup" and "branch_id" not in known:
        _ask_branch(outcome, context)
    elif known["mode"] == HOME and (missing := _missing(state, context, known)):
        _ask_for(outcome, context, missing, known)
    else:
        return False
    return True


def completed(known: Delivery, state: State, context: Context) -> Delivery:
    """The delivery as orders keep it, with what the profile knows."""
    if known["mode"] != HOME:
        return known
    needs = context.pack.file.orders.delivery.needs
    return {**known, **{field: str(known_of(state, field)) for field in needs if known_of(state, field)}}


def delivery_words(known: Delivery, state: State, context: Context) -> Any:
    """Where it goes, as it is said; nothing where it goes nowhere."""
    if known["mode"] == "pickup":
        return name(phrase(context, state, "pickup", branch=known["branch"]))
    return contact("address", known["address"]) if known["mode"] == HOME else ""


def _missing(state: State, context: Context, known: Delivery) -> str | None:
    if "address" not in known:
        return "address"
    if context.pack.file.orders.delivery.cities and not serves(known.get("city", "-"), context.pack):
        return "city"
    needs = context.pack.file.orders.delivery.needs
    own_number = state["turn"]["channel"] == "whatsapp"
    return next((need for need in needs if not (known_of(state, need) or (need == "phone" and own_number))), None)


def _ask_way(outcome: Outcome, state: State, context: Context) -> None:
    picks = _ways(state, context)
    outcome.ask("delivery", "ask.delivery", flow="order", expects=EXPECTED, picks=picks,
                choices=[name(pick) for pick in picks])  # fmt: skip


def _ask_branch(outcome: Outcome, context: Context) -> None:
    picks = [branch.name for branch in counters(context.pack)]
    outcome.ask("delivery", "ask.branch", flow="order", expects=EXPECTED, picks=picks,
                choices=[name(pick) for pick in picks])  # fmt: skip


def _ask_for(outcome: Outcome, context: Context, missing: str, known: Delivery) -> None:
    cities = [name(city) for city in context.pack.file.orders.delivery.cities]
    if missing == "city" and known.get("city"):
        outcome.say("noted", "not_served", "policy:delivery", city=name(known["city"]), cities=cities)
        picks = [branch.name for branch in counters(context.pack)]
        outcome.ask("delivery", "ask.branch", flow="order", expects=EXPECTED, picks=picks,
                    choices=[name(pick) for pick in picks])  # fmt: skip
    else:
        say = "ask.delivery_address" if missing == "address" else f"ask.{missing}"
        outcome.ask(missing, say, flow="order", expects=[missing])


def _ways(state: State, context: Context) -> list[str]:
    """As the customer reads them: each branch, or that there are several; then the door."""
    branches = counters(context.pack)
    picks = [phrase(context, state, "way.pickup", branch=branch.name) for branch in branches]
    if HOME not in ways(context.pack):
        return picks
    counter = picks if len(picks) <= NAMED_AT_ONCE else [phrase(context, state, "way.counter")]
    return [*counter, phrase(context, state, "way.delivery")]
