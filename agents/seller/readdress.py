"""Another address: asked for where an order or a visit is under way; of an order that is placed a person sees to it."""

from agents.context import Context
from agents.outcome import Outcome
from agents.scheduler.offer import person_on_duty
from agents.seller.order import order
from agents.seller.status import order_of
from agents.state import State
from language.values import name, reference


async def change_address(outcome: Outcome, state: State, context: Context) -> None:
    if not outcome.leads:
        return  # whose action carries the address shows it anew
    flows = state.get("flows", {})
    told = any(entity["kind"] == "address" for entity in state["reading"]["entities"])
    if "order" in flows and told:
        await order(outcome, state, context)
    elif "order" in flows:
        _ask_anew(outcome, state, "ask.delivery_address", "order")
    elif "book" in flows:
        _ask_anew(outcome, state, "ask.address", "book")
    else:
        await _after_the_order(outcome, state, context)


def _ask_anew(outcome: Outcome, state: State, say: str, flow: str) -> None:
    """What waits for a yes went to the old one: it waits no more."""
    if state.get("pending"):
        outcome.settle()
    outcome.ask("address", say, flow=flow, expects=["address"])


async def _after_the_order(outcome: Outcome, state: State, context: Context) -> None:
    row = await order_of(state, context)
    if row is None:
        outcome.ask("reference", "order_unknown", flow="order", expects=["reference"])
        return
    outcome.ask("person", "address_of_order", flow="handoff", expects=["yes_no"], source=f"order:{row['number']}",
                number=reference(row["number"]), person=name(person_on_duty(context).name))  # fmt: skip
