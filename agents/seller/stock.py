"""Stock, said with how old the figure is."""

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import phrase, words
from agents.price import tell_price
from agents.seller.recommend import no_product
from agents.state import State
from agents.topic import topic_items
from agents.wording import priced_item
from language.values import name, quantity

SHOWN = 2


async def tell_stock(outcome: Outcome, state: State, context: Context) -> None:
    items = topic_items(state, context)
    if not items:
        no_product(outcome, state, context)
        return
    outcome.remember(topic={"items": [item.id for item in items]})
    levels = await context.inventory.levels([item.id for item in items])
    for item in items[:SHOWN]:
        level = levels.get(item.id)
        if level is None:
            tell_price(outcome, state, context, item)
        elif level.count > 0:
            age = _age(context, state, (now_of(state) - level.checked_at).total_seconds())
            outcome.say("stock", "stock.one", f"stock:{item.id}", item=name(words(item.name, state)),
                        count=quantity(level.count), age=age)  # fmt: skip
            tell_price(outcome, state, context, item)
        else:
            others = [context.desk.catalogue.item(other) for other in item.related][:2]
            outcome.say("stock", "stock.none", f"stock:{item.id}", item=name(words(item.name, state)),
                        alternatives=[priced_item(context, state, other) for other in others])  # fmt: skip
    if outcome.leads:
        outcome.ask("buy", "offer_order", flow="order", expects=["yes_no", "quantity"])


def _age(context: Context, state: State, seconds: float) -> object:
    minutes = max(1, int(seconds // 60))
    if minutes < 60:
        return quantity(minutes, phrase(context, state, "unit.minutes"))
    return quantity(minutes // 60, phrase(context, state, "unit.hours"))
