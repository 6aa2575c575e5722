"""An order: what is in the cart, where it goes, everything shown before the yes."""

from typing import Any

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import phrase, words
from agents.price import priced
from agents.seller.apart import ask_apart, put_apart, told_apart
from agents.seller.cart import Held, bounds, held, is_there, keep, show, tell_changes
from agents.seller.counted import is_appointment, odd_quantity
from agents.seller.deliver import ask_delivery, completed, delivery_words
from agents.seller.schema import OrderArgs
from agents.seller.where import Delivery, read_delivery
from agents.seller.wish import put_wished
from agents.state import State, kept
from agents.terms import terms_of
from agents.topic import held_items, named_items, topic_items
from agents.wording import line_words
from commerce.delivery.line import with_delivery
from commerce.pricing.asked import Asked
from language.values import money, name

CONFIRM_MINUTES = 30


async def order(outcome: Outcome, state: State, context: Context) -> None:
    """From the wish to the confirmation, as far as what is known goes; then the next question."""
    if "order" not in state.get("flows", {}) and _wants_a_visit(state, context):
        outcome.ask("next_step", "next_step.appointment", flow="book", expects=["yes_no", "time"])
        return
    outcome.open({"name": "order", "agent": "seller", "since": state["turn"]["seq"]})
    if odd_quantity(state):
        outcome.remember(topic={"items": [item.id for item in topic_items(state, context)][:1]})
        ask_how_many(outcome)
        return
    cart = await held(state, context)
    apart = told_apart(cart, state, context)
    if apart and apart["wishes"]:
        ask_apart(outcome, state, context, apart, started=True)
        return
    put = put_apart(cart, apart, state) if apart else put_wished(cart, state, context)
    if not cart.items:
        _ask_what(outcome, state, context)
        return
    outcome.remember(topic={"items": list(cart.changed) or list(cart.items)[:3]})
    await go_on(outcome, state, context, cart, {**put, "started": True})


async def go_on(outcome: Outcome, state: State, context: Context, cart: Held, ordering: dict[str, Any]) -> None:
    """What is in the cart goes on to the confirmation, or to the question that stands before it."""
    where = read_delivery(state, context)
    outcome.remember(order={**kept(state, "order"), **ordering, "delivery": where})
    if not await is_there(outcome, state, context, cart):
        outcome.settle()
        return
    keep(outcome, cart)
    if (len(cart.items) > 1 or not outcome.leads) and cart.changed and "customer_name" not in state.get("profile", {}):
        show(outcome, state, context, cart, "cart.changed")
    if "customer_name" not in state.get("profile", {}):
        outcome.ask("customer_name", "ask.customer_name", flow="order", expects=["customer_name"])
    elif not ask_delivery(outcome, state, context, where):
        confirm(outcome, state, context, cart, where)
        return
    if pending := state.get("pending"):
        _drop(outcome, pending["agent"])


def confirm(outcome: Outcome, state: State, context: Context, cart: Held, where: Delivery) -> None:
    """Everything that a yes will do; meanwhile the things are kept back."""
    tell_changes(outcome, cart)
    everything = [{"item": str(line["item"]), "quantity": int(line["quantity"])}
                  for line in with_delivery(cart.lines, where, context.pack)]  # fmt: skip
    asked = Asked(terms_of(state, context))
    found = priced(everything, state, context, asked)
    act = outcome.say("confirm_order", "confirm_order", "catalogue",
                      lines=[line_words(state, entry) for entry in found.lines], total=money(found.totals.total),
                      tax=_tax(state, context), delivery=delivery_words(where, state, context))  # fmt: skip
    args: OrderArgs = {
        "lines": everything,  # type: ignore[typeddict-item]
        "cart": cart.id,
        "delivery": completed(where, state, context),
        "total": found.totals.total.minor,
        "currency": found.totals.currency,
        "asked": asked.plain(),
    }
    outcome.write("cart.keep_back")
    outcome.propose("order.place", "order", dict(args), act, CONFIRM_MINUTES)


def _wants_a_visit(state: State, context: Context) -> bool:
    """Whether all that is meant is an appointment, which is booked."""
    items = named_items(state, context) or held_items(state, context)[:1]
    return bool(items) and all(map(is_appointment, items))


def _ask_what(outcome: Outcome, state: State, context: Context) -> None:
    names = [words(category.name, state) for category in context.pack.catalogue.categories[:4]]
    outcome.ask("product", "ask.product", flow="order", expects=["product"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip


def ask_how_many(outcome: Outcome) -> None:
    outcome.ask("quantity", "quantity.refused", flow="order", expects=["quantity"], **bounds())


def _tax(state: State, context: Context) -> str:
    return phrase(context, state, "tax.in_total", name=context.pack.file.tax.name)


def _drop(outcome: Outcome, agent: str) -> None:
    """What waited for a yes is being changed: it waits no more."""
    if agent == "seller":
        outcome.settle()
