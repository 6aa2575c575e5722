"""Stock, said with how old the figure is."""

from collections.abc import Sequence

from agents.context import Context
from agents.next_step import lead_on_from
from agents.outcome import Outcome, now_of
from agents.phrases import phrase, words
from agents.scheduler.offer import person_on_duty
from agents.seller.recommend import no_product, show
from agents.seller.where import named_branch
from agents.state import State
from agents.topic import topic_items
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item
from language.values import name, quantity
from tools.inventory.port import Level, StockUnknownError

SHOWN = 2


async def tell_stock(outcome: Outcome, state: State, context: Context, about: Sequence[Item] = ()) -> None:
    """Of what the customer is on, or of ``about``."""
    items = list(about or topic_items(state, context))[:SHOWN]
    if not items:
        no_product(outcome, state, context)
        return
    outcome.remember(topic={"items": [item.id for item in items]})
    try:
        levels = await context.inventory.levels([item.id for item in items])
    except StockUnknownError:
        outcome.say("stock", "stock.unknown", "people", person=name(person_on_duty(context).name))
        show(outcome, state, context, items)
        return
    there = [item for item in items if item.id not in levels or levels[item.id].count > 0]
    for item in items:
        if item not in there:
            _sold_out(outcome, state, context, item)
    if len(there) == 1 and there[0].id in levels:
        _one(outcome, state, context, there[0], levels[there[0].id])
    elif there:
        show(outcome, state, context, there, levels)
    if outcome.leads and there:
        lead_on_from(outcome, state, context, there)


def _one(outcome: Outcome, state: State, context: Context, item: Item, level: Level) -> None:
    said = {**priced_item(context, state, item), "tax": tax_words(context, state, [item]),
            "age": _age(context, state, (now_of(state) - level.checked_at).total_seconds())}  # fmt: skip
    wanted = named_branch(state, context.pack)
    if wanted and wanted.id in level.branches:
        here = level.branches[wanted.id]
        outcome.say("stock", "stock.at_branch", f"stock:{item.id}", **said, branch=name(wanted.name),
                    count=quantity(here) if here else "",
                    others=[] if here else _at_branches(context, level))  # fmt: skip
        return
    outcome.say("stock", "stock.priced", f"stock:{item.id}", **said, count=quantity(level.count),
                branches=_at_branches(context, level))  # fmt: skip


def _at_branches(context: Context, level: Level) -> list[dict[str, object]]:
    """Where there are any, ``[{"branch", "count"}]``, in the order of the pack."""
    return [
        {"branch": name(branch.name), "count": quantity(level.branches[branch.id])}
        for branch in context.pack.file.branches
        if level.branches.get(branch.id)
    ]


def _sold_out(outcome: Outcome, state: State, context: Context, item: Item) -> None:
    others = [context.desk.catalogue.item(other) for other in item.related][:2]
    outcome.say("stock", "stock.none", f"stock:{item.id}", item=name(words(item.name, state)),
                alternatives=[priced_item(context, state, other) for other in others])  # fmt: skip


def _age(context: Context, state: State, seconds: float) -> object:
    minutes = max(1, int(seconds // 60))
    count, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return quantity(count, phrase(context, state, f"age.{unit}" if count == 1 else f"age.{unit}s"))
