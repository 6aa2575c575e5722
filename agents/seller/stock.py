"""Stock, said with how old the figure is."""

from collections.abc import Sequence

from agents.branches import named_branch
from agents.context import Context
from agents.next_step import ask_which_of, lead_on_from
from agents.outcome import Outcome, now_of
from agents.phrases import phrase, words
from agents.scheduler.offer import person_on_duty
from agents.seller.recommend import show
from agents.state import State
from agents.stocked import is_gone, no_product, tell_sold_out
from agents.topic import held_items, topic_items
from agents.wishes.by_car import fitted, tell_by_car
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item
from language.values import name, quantity
from tools.inventory.port import Level, StockUnknownError

SHOWN = 2


async def tell_beside_choice(outcome: Outcome, state: State, context: Context, others: Sequence[Item]) -> None:
    """What was asked in the middle of a choice is told, where no policy tells it; then the choice stands again."""
    question = state.get("question")
    assert question is not None
    among = [item for item in held_items(state, context) if words(item.name, state) in question["choices"]]
    if "responder" not in state["plan"] or not among:
        await tell_stock(outcome, state, context, others)
    if among:
        ask_which_of(outcome, state, among, shown=False)


async def tell_fitted(outcome: Outcome, state: State, context: Context) -> None:
    """Of what was looked at, what fits the car that was told now, or that nothing does."""
    if items := fitted(state, context):
        await tell_stock(outcome, state, context, items)
    else:
        no_product(outcome, state, context)


async def tell_stock(outcome: Outcome, state: State, context: Context, about: Sequence[Item] = ()) -> None:
    """Of what the customer is on, or of ``about``."""
    items = list(about or topic_items(state, context))[:SHOWN]
    if not items:
        no_product(outcome, state, context)
        return
    if not about and await tell_by_car(outcome, state, context):
        return
    outcome.remember(topic={"items": [item.id for item in items]})
    try:
        levels = await context.inventory.levels([item.id for item in items])
    except StockUnknownError:
        outcome.say("stock", "stock.unknown", "people", person=name(person_on_duty(context).name))
        show(outcome, state, context, items)
        return
    there = [item for item in items if not is_gone(item, levels)]
    for item in items:
        if item not in there:
            await tell_sold_out(outcome, state, context, item)
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


def _age(context: Context, state: State, seconds: float) -> object:
    minutes = max(1, int(seconds // 60))
    count, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return quantity(count, phrase(context, state, f"age.{unit}" if count == 1 else f"age.{unit}s"))
