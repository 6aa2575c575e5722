"""Sells: routes what was said to the verb that serves it."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.inbound import asks
from agents.outcome import Outcome
from agents.phrases import words
from agents.seller.apart import is_telling_apart
from agents.seller.basket import answer_extra, edit_cart, keep_for_later, show_cart
from agents.seller.counted import edits, is_quoted_first, outside_cart
from agents.seller.object import answer_objection, objection_in
from agents.seller.order import order
from agents.seller.paid import shop_events, tell_events
from agents.seller.pay import pay_or_explain
from agents.seller.readdress import change_address
from agents.seller.recommend import is_choosing, overview, recommend, recommend_one
from agents.seller.settle import settle
from agents.seller.status import cancel_order, order_status, receipt
from agents.seller.stock import tell_beside_choice, tell_fitted, tell_stock
from agents.seller.where import asks_at_branch
from agents.state import State
from agents.stocked import no_product
from agents.topic import loosely_named, named_by_words, named_items
from agents.wishes.by_car import tells_car
from agents.wishes.listed import lists_things
from agents.wishes.strange import counts_a_stranger
from commerce.packs.items import Item

OWN = {
    "cart_view": show_cart,
    "cancel_order": cancel_order,
    "change_address": change_address,
    "receipt": receipt,
    "payment": pay_or_explain,
}
"""What is asked for outright, and by which verb it is served."""
WANTS_ELSE = {"buy", "stock", "recommend", "services_overview", "cart_remove"}
"""What is no answer to the question of an order's number."""


async def seller(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome, context = Outcome("seller", state), runtime.context
    if shop_events(state):
        await tell_events(outcome, state, context)
    if _has_words_for_it(state, context):
        await _serve(outcome, state, context)
    return outcome.update()


async def _serve(outcome: Outcome, state: State, context: Context) -> None:
    pending, reply = state.get("pending"), state["reading"]["reply"]
    said = [guess["name"] for guess in state["reading"]["intents"]]
    asked = next((OWN[name] for name in said if name in OWN), None)
    if pending and pending["agent"] == "seller" and reply in {"approve", "reject"}:
        await settle(outcome, state, context)
    elif asked and said[0] in OWN:
        await asked(outcome, state, context)
    elif kind := objection_in(said):
        await answer_objection(outcome, state, context, kind)
    elif _is_asked(state, "extra") and {"affirm", "deny", "skip"} & set(said):
        await answer_extra(outcome, state, context)
    elif _is_asked(state, "checkout") and {"deny", "skip"} & set(said):
        keep_for_later(outcome)
    elif asked and not _is_asked(state, "reference"):
        await asked(outcome, state, context)
    elif "order_status" in said or (_is_asked(state, "reference") and not set(said) & WANTS_ELSE):
        await order_status(outcome, state, context)
    elif asks_at_branch(state, context.pack) or (said[:1] == ["stock"] and is_telling_apart(state)):
        await tell_stock(outcome, state, context)
    elif "recommend" in said and is_choosing(state):
        await recommend_one(outcome, state, context)
    elif _edits_cart(state, context) or "cart_remove" in said or is_telling_apart(state):
        await edit_cart(outcome, state, context)
    elif others := _asked_of_others(state, context):
        await tell_beside_choice(outcome, state, context, others)
    elif ("buy" in said or _ordering(state)) and counts_a_stranger(state, context):
        no_product(outcome, state, context)
    elif "buy" in said and not _ordering(state) and is_quoted_first(state, context):
        await recommend(outcome, state, context)
    elif "buy" in said or _ordering(state) or lists_things(state, context):
        await order(outcome, state, context)
    elif tells_car(state) and not named_items(state, context):
        await tell_fitted(outcome, state, context)
    elif "stock" in said:
        await tell_stock(outcome, state, context)
    elif "services_overview" in said and not named_items(state, context) and not named_by_words(state, context):
        overview(outcome, state, context)
    else:
        await recommend(outcome, state, context)


def _has_words_for_it(state: State, context: Context) -> bool:
    """Whether it was called for what the customer wrote, and not for an event alone."""
    if not shop_events(state):
        return True
    said = [guess["name"] for guess in state["reading"]["intents"]]
    mine = any(context.pack.intents[name].route == "seller" for name in said if name in context.pack.intents)
    return mine or state.get("lead") == "seller"


def _asked_of_others(state: State, context: Context) -> list[Item]:
    """What a question is about that is none of those to choose from: it is told of, for nobody has ordered it."""
    question = state.get("question")
    said = {guess["name"] for guess in state["reading"]["intents"]}
    if not question or question["slot"] != "product" or not asks(state) or "buy" in said:
        return []
    named = named_items(state, context) or loosely_named(state, context)
    return [] if {words(item.name, state) for item in named} & set(question["choices"]) else named


def _edits_cart(state: State, context: Context) -> bool:
    """Whether a word of putting in or taking out is about a cart: "also", of what is only quoted or booked, is not."""
    carted = state.get("cart_id") or "order" in state.get("flows", {}) or state.get("pending")
    return bool(edits(state)) and bool(carted or not outside_cart(state, context))


def _is_asked(state: State, slot: str) -> bool:
    question = state.get("question")
    return bool(question and question["slot"] == slot)


def _ordering(state: State) -> bool:
    question, pending = state.get("question"), state.get("pending")
    answering = bool(question and question["flow"] == "order")
    return answering or bool(pending and pending["agent"] == "seller" and state["reading"]["reply"] == "amend")
