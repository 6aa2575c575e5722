"""Another price for what is being ordered: an order carries no reductions of a conversation, so its total stands."""

from agents.context import Context
from agents.outcome import Outcome
from agents.price import priced
from agents.quoter.about import is_quoting
from agents.seller.cart import held
from agents.state import State
from kit.money import Money
from language.values import money


async def stand_firm(outcome: Outcome, state: State, context: Context) -> bool:
    """Whether there is an order under way to speak of; one that waits for its yes is brought back by the composer."""
    total = await _total(state, context)
    if total is None:
        return False
    offer = next(e["value"] for e in state["reading"]["entities"] if e["kind"] == "counter_offer")
    covers = offer["currency"] == total.currency and offer["minor"] >= total.minor
    outcome.say("price", "offer_covers" if covers else "price.firm", "cart", total=money(total))
    return True


async def _total(state: State, context: Context) -> Money | None:
    pending = state.get("pending")
    if pending and pending["kind"] == "order.place":
        return Money(pending["args"]["total"], pending["args"]["currency"])
    if is_quoting(state) or not state.get("flows", {}).get("order"):
        return None
    cart = await held(state, context)
    return priced(cart.lines, state, context).totals.total if cart.lines else None
