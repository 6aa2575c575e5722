"""A customer who wants to pay: the link of what is to be paid, or how one pays here."""

from agents.context import Context
from agents.next_step import is_settled
from agents.outcome import Outcome
from agents.phrases import words
from agents.seller.cart import held
from agents.seller.order import order
from agents.seller.status import order_of, pay
from agents.state import State
from language.values import quoted

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
            if outcome.leads and not is_settled(state) and await order_of(state, context) is None:
                outcome.ask("need", "ask.need", flow="discover", expects=["product", "text"])


def _explain(outcome: Outcome, state: State, context: Context) -> None:
    policy = next((entry for entry in context.pack.file.policies if entry.id == POLICY), None)
    if policy:
        outcome.say("answer", "policy", f"policy:{policy.id}", text=quoted(words(policy.text, state)))
