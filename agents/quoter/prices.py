"""What things cost, said at once, with what the price leaves out."""

from agents.context import Context
from agents.next_step import lead_on_from
from agents.outcome import Outcome
from agents.phrases import phrase, words
from agents.price import tell_price
from agents.stage import asks_first
from agents.state import State
from agents.stocked import without_sold_out
from agents.terms import terms_of
from agents.topic import area_of, topic_items
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item
from commerce.pricing.price import price
from language.values import money, name, quantity

SHOWN = 3


async def tell_prices(outcome: Outcome, state: State, context: Context) -> None:
    items = topic_items(state, context)
    if not items:
        ask_which(outcome, state, context)
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
            _estimate(outcome, state, context, item, area)
    elif len(items) == 1:
        tell_price(outcome, state, context, items[0])
    else:
        outcome.say("prices", "price.many", "catalogue", tax=tax_words(context, state, items),
                    items=[priced_item(context, state, item) for item in items])  # fmt: skip


def _estimate(outcome: Outcome, state: State, context: Context, item: Item, area: int) -> None:
    total = price(item, area, context.pack, terms_of(state, context)).line
    outcome.say("price", "price.estimate", f"catalogue:{item.id}", item=name(words(item.name, state)),
                quantity=quantity(area), unit=phrase(context, state, f"units.{item.unit}"),
                total=money(total), tax=tax_words(context, state, [item]))  # fmt: skip
    outcome.write("interaction.save", product=item.id, type="configured")


def ask_which(outcome: Outcome, state: State, context: Context) -> None:
    names = [words(category.name, state) for category in context.pack.catalogue.categories][:4]
    outcome.ask("product", "ask.product", flow="quote", expects=["product"], picks=names,
                choices=names)  # fmt: skip
