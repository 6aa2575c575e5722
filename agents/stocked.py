"""What is there to be sold: nobody is led on to a thing of which none is left."""

from collections.abc import Sequence

from agents.context import Context
from agents.inbound import heard
from agents.outcome import Outcome
from agents.scheduler.offer import person_on_duty
from agents.state import State
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item
from language.values import name
from tools.inventory.port import Level, StockUnknownError

INSTEAD = 2


async def sold_out(items: Sequence[Item], context: Context) -> list[Item]:
    """Those of which none is left; none where the stock system gives no figure."""
    if not any(item.kind == "product" for item in items):
        return []
    try:
        levels = await context.inventory.levels([item.id for item in items])
    except StockUnknownError:
        return []
    return [item for item in items if is_gone(item, levels)]


def is_gone(item: Item, levels: dict[str, Level]) -> bool:
    """An item whose stock is not counted can always be had."""
    return item.id in levels and levels[item.id].count <= 0


async def tell_sold_out(outcome: Outcome, state: State, context: Context, item: Item) -> None:
    """That none is left, what it costs, and what there is in its place."""
    others = [context.desk.catalogue.item(other) for other in item.related]
    gone = await sold_out(others, context)
    there = [other for other in others if other not in gone][:INSTEAD]
    one = priced_item(context, state, item)
    outcome.say(
        "stock", "stock.none", f"stock:{item.id}", item=one["item"], price=one["price"],
        tax=tax_words(context, state, [item]), alternatives=[priced_item(context, state, other) for other in there],
    )  # fmt: skip


async def without_sold_out(outcome: Outcome, state: State, context: Context, items: Sequence[Item]) -> list[Item]:
    """Tells of those of which none is left, and gives the others back."""
    gone = await sold_out(items, context)
    for item in gone:
        await tell_sold_out(outcome, state, context, item)
    return [item for item in items if item not in gone]


def no_product(outcome: Outcome, state: State, context: Context) -> None:
    """That nothing of the kind is sold here; what was wanted is kept for the team."""
    wanted = heard(state)
    outcome.write("unanswered.save", question=wanted, language=state["language"])
    outcome.say("no_product", "no_product", "catalogue", wanted="", person=name(person_on_duty(context).name))
