"""From a thing that was shown or priced to the next step of its sale: the measure, the order, or the quote."""

from agents.outcome import Outcome
from agents.phrases import words
from agents.state import State
from agents.topic import area_of
from commerce.packs.model import Item
from language.values import name


def lead_on_from(outcome: Outcome, state: State, items: list[Item]) -> None:
    """One question: which one or whether, for what is on the shelf; the measure or a quote for all else."""
    if any(item.unit == "sqft" for item in items) and area_of(state) is None:
        outcome.ask("area", "ask.area", flow="quote", expects=["area", "quantity"])
    elif all(_is_on_the_shelf(item) for item in items):
        _offer_order(outcome, state, items)
    else:
        outcome.ask("offer", "offer_quote", flow="quote", expects=["yes_no"])


def _offer_order(outcome: Outcome, state: State, items: list[Item]) -> None:
    if len(items) == 1:
        outcome.ask("buy", "offer_order", flow="order", expects=["yes_no", "quantity"])
        return
    names = [words(item.name, state) for item in items]
    outcome.ask("product", "ask.product", flow="order", expects=["product"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip


def _is_on_the_shelf(item: Item) -> bool:
    return item.kind == "product" and item.unit != "sqft" and not item.price_from
