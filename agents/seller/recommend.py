"""What fits: by what was named, by the vehicle, by the need."""

from agents.context import Context
from agents.next_step import lead_on_from
from agents.outcome import Outcome
from agents.phrases import words
from agents.seller.suggest import remember, suggested, told
from agents.state import State
from agents.stocked import without_sold_out
from agents.topic import topic_items, vehicle_of
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item
from language.values import name, quantity
from tools.inventory.port import Level

SHOWN = 3


async def recommend(outcome: Outcome, state: State, context: Context) -> None:
    items = topic_items(state, context)
    if not items and (found := await suggested(state, context)):
        remember(outcome, state, found)
        items = [each.item for each in found]
        outcome.say("recommend", "recommend", "catalogue", items=[told(each, state, context) for each in found],
                    tax=tax_words(context, state, items))  # fmt: skip
        outcome.remember(topic={"items": [item.id for item in items]})
        if outcome.leads:
            lead_on_from(outcome, state, context, items)
        return
    if not items and "need" in state.get("profile", {}):
        outcome.say("noted", "noted", "conversation", name="")
        outcome.ask("next_step", "next_step.appointment", flow="book", expects=["yes_no", "time"])
        return
    if not items:
        overview(outcome, state, context)
        return
    outcome.remember(topic={"items": [item.id for item in items[:SHOWN]]})
    if there := await without_sold_out(outcome, state, context, items[:SHOWN]):
        show(outcome, state, context, there)
        if outcome.leads:
            lead_on_from(outcome, state, context, there)


def show(
    outcome: Outcome, state: State, context: Context, items: list[Item], levels: dict[str, Level] | None = None
) -> None:
    """The items with their prices; with what is in stock of them, where ``levels`` tells."""
    vehicle = vehicle_of(state) if any(item.fits for item in items) else None
    if vehicle or levels:
        fitted = (
            " ".join(str(vehicle[part]) for part in ("make", "model", "year") if vehicle.get(part)) if vehicle else ""
        )
        lines = [_line(context, state, item, levels or {}) for item in items]
        outcome.say("products", "products", "catalogue", items=lines, vehicle=name(fitted) if fitted else "",
                    tax=tax_words(context, state, items))  # fmt: skip
        return
    reasoned = [{**priced_item(context, state, item), "reason": _reason(item, state)} for item in items]
    outcome.say("recommend", "recommend", "catalogue", items=reasoned, tax=tax_words(context, state, items))


def _line(context: Context, state: State, item: Item, levels: dict[str, Level]) -> dict[str, object]:
    stock = quantity(levels[item.id].count) if item.id in levels else ""
    return {**priced_item(context, state, item), "code": name(item.code), "stock": stock}


def overview(outcome: Outcome, state: State, context: Context) -> None:
    """What the business offers, by category, and what the customer is after."""
    names = [words(category.name, state) for category in context.pack.catalogue.categories][:5]
    outcome.ask("need", "ask.need_guided", flow="discover", expects=["product", "text"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip


def _reason(item: Item, state: State) -> object:
    text = words(item.benefits[0], state) if item.benefits else words(item.description, state)
    return {"$": "quoted", "text": text}
