"""What fits: by what was named, by the vehicle, by the need."""

from agents.context import Context
from agents.next_step import lead_on_from
from agents.outcome import Outcome
from agents.phrases import words
from agents.seller.counted import is_appointment
from agents.seller.suggest import remember, suggested, told
from agents.state import State, kept
from agents.stocked import sold_out, without_sold_out
from agents.topic import topic_items, vehicle_of
from agents.wishes.ask import engines_apart
from agents.wishes.by_car import tell_by_car
from agents.wording import priced_item, tax_words
from commerce.packs.items import Item
from language.values import name, quantity
from tools.inventory.port import Level

SHOWN = 3


async def recommend(outcome: Outcome, state: State, context: Context) -> None:
    items = topic_items(state, context)
    if "scheduler" in state["plan"] and items and all(map(is_appointment, items)):
        return
    items = _the_one(items, state)
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
    if await tell_by_car(outcome, state, context):
        return
    outcome.remember(topic={"items": [item.id for item in items[:SHOWN]]})
    if there := await without_sold_out(outcome, state, context, items[:SHOWN]):
        show(outcome, state, context, there)
        if outcome.leads:
            lead_on_from(outcome, state, context, there)


def is_choosing(state: State) -> bool:
    """Whether one of several things is being chosen for an order."""
    question = state.get("question")
    return bool(kept(state, "order").get("wishes") and question and question["slot"] == "product")


async def recommend_one(outcome: Outcome, state: State, context: Context) -> None:
    """One of those to choose from, of which there is some left; then that one is what the order is about."""
    ordering = kept(state, "order")
    first, *rest = ordering["wishes"]
    items = [context.desk.catalogue.item(item) for item in first["among"]]
    gone = await sold_out(items, context)
    chosen = next((item for item in items if item not in gone), items[0])
    outcome.remember(topic={"items": [chosen.id]}, order={**ordering, "wishes": rest})
    show(outcome, state, context, [chosen])
    picks = [words(chosen.name, state)]
    outcome.ask("product", "offer_order", flow="order", expects=["product", "yes_no", "quantity"], picks=picks)


def _the_one(items: list[Item], state: State) -> list[Item]:
    """Of the things that were shown, who asks which of them to take is told one."""
    said = {guess["name"] for guess in state["reading"]["intents"]}
    shown = [item.id for item in items] == kept(state, "topic").get("items")
    chooses = "recommend" in said and shown and not engines_apart(items, vehicle_of(state) or {})
    return items[:1] if chooses else items


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
