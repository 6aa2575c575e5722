"""A customer who wants to pay: the link of what is to be paid, or how one pays here."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.price import priced
from agents.seller.cart import held
from agents.seller.order import order
from agents.seller.status import order_of, pay
from agents.state import State
from agents.topic import held_items
from agents.wishes.schema import Line
from kit.money import Money
from language.values import money, quoted

POLICY = "payment"


async def pay_or_explain(outcome: Outcome, state: State, context: Context) -> None:
    """An order that waits for its payment comes first, then a cart that waits to be ordered."""
    if state.get("pending"):
        _explain(outcome, state, context)
    elif not await pay(outcome, state, context):
        cart = await held(state, context)
        if cart.items:
            await order(outcome, state, context)
        else:
            _explain(outcome, state, context)
            if await order_of(state, context) is None and outcome.leads:
                outcome.ask("need", "ask.need", flow="discover", expects=["product", "text"])


def haggles(state: State) -> bool:
    return any(entity["kind"] == "counter_offer" for entity in state["reading"]["entities"])


async def stand_firm(outcome: Outcome, state: State, context: Context) -> bool:
    """Another price than ours is no price: says what it comes to; whether there is anything to pay for.

    An order that waits for its yes is shown again as it is.
    """
    pending = state.get("pending")
    if pending and pending["kind"] == "order.place":
        whole = Money(pending["args"]["total"], pending["args"]["currency"])
        outcome.say("price", "price.firm", "cart", total=money(whole))
        await order(outcome, state, context)
        return True
    cart = await held(state, context)
    shown: list[Line] = [{"item": item.id, "quantity": 1} for item in held_items(state, context)[:1]]
    lines = cart.lines or shown
    if lines:
        outcome.say("price", "price.firm", "cart", total=money(priced(lines, state, context).totals.total))
    return bool(lines)


def _explain(outcome: Outcome, state: State, context: Context) -> None:
    policy = next((entry for entry in context.pack.file.policies if entry.id == POLICY), None)
    if policy:
        outcome.say("answer", "policy", f"policy:{policy.id}", text=quoted(words(policy.text, state)))
