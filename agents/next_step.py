"""The next step of a sale: from a thing that was shown or priced, or by the strategy alone."""

from typing import Any

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.stage import strategy_of
from agents.state import State, kept
from agents.topic import area_of, vehicle_of
from agents.wishes.by_car import ask_engine
from commerce.packs.items import Item
from commerce.packs.process import Strategy
from language.values import name

ASKED_AT_MOST = 2


def lead_on_from(outcome: Outcome, state: State, context: Context, items: list[Item]) -> None:
    """One question: the measure where the price needs it, then what the strategy in force leads with, else the sale."""
    if any(item.unit == "sqft" for item in items) and area_of(state) is None:
        outcome.ask("area", "ask.area", flow="quote", expects=["area", "quantity"])
    elif ask_engine(outcome, items, vehicle_of(state)):
        return
    elif not _leads_otherwise(outcome, state, context, items):
        _close(outcome, state, items)


def _leads_otherwise(outcome: Outcome, state: State, context: Context, items: list[Item]) -> bool:
    """Who sells by questions asks what it is for; who sells by a visit offers one for what is not on the shelf."""
    strategy = strategy_of(state, context)
    if strategy.lead_with == "question" and not _is_plain_what_for(state, items):
        return _asks_what_for(outcome, state, context, strategy)
    if strategy.lead_with != "appointment" or not strategy.offer_appointment or all(map(_is_on_the_shelf, items)):
        return False
    return offer_step(outcome, state, context, strategy, "appointment", "book")


def _is_plain_what_for(state: State, items: list[Item]) -> bool:
    """Whether nobody has to ask what they are for: parts of a car that is known, a roof whose size is known."""
    car = vehicle_of(state) is not None and all(item.fits for item in items)
    return car or (area_of(state) is not None and any(item.unit == "sqft" for item in items))


def _asks_what_for(outcome: Outcome, state: State, context: Context, strategy: Strategy) -> bool:
    if "need" in state.get("profile", {}) or times_asked(state, "need"):
        return False
    outcome.ask("need", _worded("ask.need_for", strategy, context), flow="discover", expects=["text", "product"])
    return True


def _close(outcome: Outcome, state: State, items: list[Item]) -> None:
    """Which one or whether, for what is on the shelf; a quote for all else."""
    if all(_is_on_the_shelf(item) for item in items):
        _offer_order(outcome, state, items)
    else:
        outcome.ask("offer", "offer_quote", flow="quote", expects=["yes_no"])


def offer_step(outcome: Outcome, state: State, context: Context, strategy: Strategy, what: str, flow: str) -> bool:
    """The next step of the sale, offered once a conversation."""
    if times_asked(state, "next_step"):
        return False
    say = _worded(f"next_step.{what}", strategy, context)
    outcome.ask("next_step", say, flow=flow, expects=["yes_no", "time"] if flow == "book" else ["yes_no"])
    return True


def ask_need(outcome: Outcome, state: State, context: Context, strategy: Strategy) -> bool:
    """What is wanted, openly and then by choices; not of who has told it or named a thing."""
    if "need" in state.get("profile", {}) or kept(state, "topic") or times_asked(state, "need") >= ASKED_AT_MOST:
        return False
    if times_asked(state, "need") == 0:
        outcome.ask("need", _worded("ask.need", strategy, context), flow="discover", expects=["text", "product"])
        return True
    names = [words(category.name, state) for category in context.pack.catalogue.categories][:4]
    outcome.ask("need", "ask.need_guided", flow="discover", expects=["text", "product"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip
    return True


def is_settled(state: State) -> bool:
    """Booked, ordered, accepted, or waiting for a person: nobody is questioned then."""
    return state.get("stage") in {"closing", "cart", "handoff"} or state["turn"]["owner"] == "queue"


def times_asked(state: State, slot: str) -> int:
    return int(state.get("asked", {}).get(slot, 0))


def _worded(say: str, strategy: Strategy, context: Context) -> str:
    """The strategy's own wording, where the pack has one: ``next_step.appointment.urgent``."""
    own = f"{say}.{strategy.id}"
    return own if own in context.pack.templates else say


def _offer_order(outcome: Outcome, state: State, items: list[Item]) -> None:
    if len(items) == 1:
        outcome.ask("buy", "offer_order", flow="order", expects=["yes_no", "quantity"])
        return
    ask_which_of(outcome, state, items, shown=True)


def ask_which_of(outcome: Outcome, state: State, items: list[Item], *, shown: bool) -> None:
    """Which of several is to be had: without their names where the message has just ``shown`` them."""
    names = [words(item.name, state) for item in items]
    said = [name(entry) for entry in names]
    told: dict[str, Any] = {"shown": said} if shown else {}
    outcome.ask("product", "ask.product", flow="order", expects=["product"], picks=names,
                choices=[] if shown else said, **told)  # fmt: skip


def _is_on_the_shelf(item: Item) -> bool:
    return item.kind == "product" and item.unit != "sqft" and not item.price_from
