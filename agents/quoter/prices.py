"""What things cost, said at once, with what the price leaves out."""

from agents.context import Context
from agents.next_step import lead_on_from
from agents.outcome import Outcome
from agents.phrases import words
from agents.price import tell_count, tell_estimate, tell_price
from agents.stage import asks_first
from agents.state import State
from agents.stocked import without_sold_out
from agents.topic import area_of, quantity_of, topic_items
from agents.wishes.by_car import tell_by_car
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item

SHOWN = 3


async def tell_prices(outcome: Outcome, state: State, context: Context) -> None:
    items = topic_items(state, context)
    if not items:
        ask_which(outcome, state, context)
        return
    if await tell_by_car(outcome, state, context):
        return
    outcome.remember(topic={"items": [item.id for item in items[:SHOWN]]})
    if outcome.leads and asks_first(state, context):
        outcome.ask("need", "ask.need", flow="discover", expects=["text", "product"])
        return
    if there := await without_sold_out(outcome, state, context, items[:SHOWN]):
        _tell(outcome, state, context, there)
        if outcome.leads:
            lead_on_from(outcome, state, context, there)


def _tell(outcome: Outcome, state: State, context: Context, items: list[Item]) -> None:
    area = area_of(state)
    if area and any(item.unit == "sqft" for item in items):
        for item in [item for item in items if item.unit == "sqft"][:2]:
            tell_estimate(outcome, state, context, item, area)
    elif len(items) == 1 and (count := quantity_of(state) or 0) > 1 and not items[0].price_from:
        tell_count(outcome, state, context, items[0], count)
    elif len(items) == 1:
        tell_price(outcome, state, context, items[0])
    else:
        outcome.say("prices", "price.many", "catalogue", tax=tax_words(context, state, items),
                    items=[priced_item(context, state, item) for item in items])  # fmt: skip


def ask_which(outcome: Outcome, state: State, context: Context) -> None:
    names = [words(category.name, state) for category in context.pack.catalogue.categories][:4]
    outcome.ask("product", "ask.product", flow="quote", expects=["product"], picks=names,
                choices=names)  # fmt: skip
