"""The cart as a customer handles it: shown, changed, and with one thing more on offer, once."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.seller.apart import ask_apart, put_apart, told_apart
from agents.seller.cart import Held, held, is_there, keep, show
from agents.seller.counted import odd_quantity
from agents.seller.deliver import EXPECTED
from agents.seller.order import ask_how_many, go_on
from agents.seller.suggest import offer_extra
from agents.seller.wish import put_wished, undecided
from agents.state import State, kept
from commerce.packs.items import Item
from language.values import name


async def show_cart(outcome: Outcome, state: State, context: Context) -> None:
    cart = await held(state, context)
    outcome.set(cart_id=cart.id if cart.items else None)
    show(outcome, state, context, cart)
    if cart.items and outcome.leads and not state.get("pending"):
        ask_whether(outcome, state)


async def edit_cart(outcome: Outcome, state: State, context: Context) -> None:
    """What comes in and what goes out; an order under way is shown anew."""
    if odd_quantity(state):
        ask_how_many(outcome)
        return
    cart = await held(state, context)
    named = undecided(state, context)
    within = [item for item in named if item.id in cart.items]
    apart = None if len(within) == 1 else told_apart(cart, state, context)
    if apart and apart["wishes"]:
        ask_apart(outcome, state, context, apart, started=bool(kept(state, "order").get("started")))
    elif len(within) > 1:
        _ask_which(outcome, state, within)
    else:
        ordering = put_apart(cart, apart, state) if apart else put_wished(cart, state, context, within)
        await _changed(outcome, state, context, cart, ordering)


async def _changed(outcome: Outcome, state: State, context: Context, cart: Held, ordering: dict[str, object]) -> None:
    pending = state.get("pending")
    if cart.items and (kept(state, "order").get("started") or (pending and pending["agent"] == "seller")):
        await go_on(outcome, state, context, cart, ordering)
        return
    if not await is_there(outcome, state, context, cart):
        return
    keep(outcome, cart)
    outcome.remember(order={**kept(state, "order"), **ordering})
    if not cart.items:
        outcome.settle()
        outcome.close("order")
    show(outcome, state, context, cart, "cart.changed" if cart.changed else "cart.shown")
    if not cart.items or not outcome.leads:
        return
    added = any(cart.changed.values())
    if not (added and await offer_extra(outcome, state, context, cart)):
        ask_whether(outcome, state)


async def answer_extra(outcome: Outcome, state: State, context: Context) -> None:
    """The yes or the no to the one thing more; then on to the order."""
    cart, offered = await held(state, context), kept(state, "order").get("extra")
    outcome.remember(order={**kept(state, "order"), "extra": None})
    said = {guess["name"] for guess in state["reading"]["intents"]}
    if offered and "affirm" in said:
        cart.put(offered, cart.items.get(offered, 0) + 1)
        if not await is_there(outcome, state, context, cart):
            return
        outcome.write("interaction.save", product=offered, type="taken")
        keep(outcome, cart)
        show(outcome, state, context, cart, "cart.changed")
    ask_whether(outcome, state)


def keep_for_later(outcome: Outcome) -> None:
    outcome.say("noted", "cart.kept", "cart")


def ask_whether(outcome: Outcome, state: State) -> None:
    """From here on a name or an address that is told belongs to the order."""
    outcome.open({"name": "order", "agent": "seller", "since": state["turn"]["seq"]})
    outcome.ask("checkout", "offer_checkout", flow="order", expects=["yes_no", *EXPECTED])


def _ask_which(outcome: Outcome, state: State, items: list[Item]) -> None:
    names = [words(item.name, state) for item in items]
    outcome.ask("product", "ask.product", flow="order", expects=["product"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip
