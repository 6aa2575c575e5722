"""An order: lines, where it goes, everything shown before the yes."""

from typing import Any
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, is_expired
from agents.phrases import phrase, words
from agents.price import priced
from agents.quoter.schema import Line
from agents.seller.schema import OrderArgs
from agents.state import Pending, State, kept
from agents.terms import terms_of
from agents.topic import alternatives_named, held_items, loosely_named, named_items, quantity_of, searched_items
from agents.wording import line_words
from commerce.orders.number import number_of
from commerce.packs.model import Item
from commerce.pricing.asked import Asked
from commerce.pricing.price import price
from kit.money import Money
from language.values import contact, money, name, quantity, reference

CONFIRM_MINUTES = 30
MOST = 999


async def order(outcome: Outcome, state: State, context: Context) -> None:
    outcome.open({"name": "order", "agent": "seller", "since": state["turn"]["seq"]})
    if len(alternatives := alternatives_named(state, context)) > 1:
        _ask_which(outcome, [words(item.name, state) for item in alternatives])
        return
    lines = _lines(state, context)
    if not lines:
        _ask_which(outcome, [words(category.name, state) for category in context.pack.catalogue.categories[:4]])
        return
    outcome.remember(order={"lines": lines}, topic={"items": [line["item"] for line in lines]})
    if not await _in_stock(outcome, state, context, lines):
        return
    if "customer_name" not in state.get("profile", {}):
        outcome.ask("customer_name", "ask.customer_name", flow="order", expects=["customer_name"])
        return
    _confirm(outcome, state, context, lines)


def _ask_which(outcome: Outcome, names: list[str]) -> None:
    outcome.ask("product", "ask.product", flow="order", expects=["product"], picks=names,
                choices=[name(entry) for entry in names])  # fmt: skip


async def settle(outcome: Outcome, state: State, context: Context) -> None:
    pending = state["pending"]
    assert pending is not None
    outcome.settle()
    args = pending["args"]
    if state["reading"]["reply"] != "reject" and (changed := _stale(state, context, pending)):
        outcome.say("noted", changed, "catalogue")
        await order(outcome, state, context)
        return
    outcome.close("order")
    outcome.remember(order=None)
    if state["reading"]["reply"] == "reject":
        outcome.say("order_rejected", "order_rejected", "conversation")
        return
    if not await _in_stock(outcome, state, context, args["lines"]):
        return
    number = number_of(context.pack, state["turn"]["conversation"], state["turn"]["seq"])
    asked = Asked(terms_of(state, context)).plain()
    outcome.write("order.place", number=number, lines=args["lines"], delivery=args["delivery"], asked=asked)
    outcome.say("ordered", "ordered", f"order:{number}", number=reference(number),
                total=money(Money(args["total"], args["currency"])))  # fmt: skip


def _stale(state: State, context: Context, pending: Pending) -> str | None:
    """The template that says why a yes to what was shown is asked for again: another price, or too much time."""
    args = pending["args"]
    now = priced(args["lines"], state, context).totals.total
    if (now.minor, now.currency) != (args["total"], args["currency"]):
        return "changed"
    return "lapsed" if is_expired(pending, state) else None


async def order_status(outcome: Outcome, state: State, context: Context) -> None:
    given = [str(e["value"]) for e in state["reading"]["entities"] if e["kind"] == "reference"]
    row: dict[str, Any] | None = await context.desk.order(given[0]) if given else None
    if row is None or str(row["contact_id"]) != state["turn"]["contact"]:
        mine = await context.desk.orders(UUID(state["turn"]["contact"]))
        row = mine[0] if mine and not given else None
    if row is None:
        outcome.ask("reference", "order_unknown", flow="order", expects=["reference"])
        return
    status = phrase(context, state, f"order.{row['status']}")
    outcome.say(
        "order_status",
        "order_status",
        f"order:{row['number']}",
        number=reference(row["number"]),
        status=status,
    )


def _confirm(outcome: Outcome, state: State, context: Context, lines: list[Line]) -> None:
    delivery, said = _delivery(state, context)
    everything = lines + _delivery_line(context, delivery)
    found = priced(everything, state, context)
    sums = found.totals
    act = outcome.say("confirm_order", "confirm_order", "catalogue",
                      lines=[line_words(state, entry) for entry in found.lines], total=money(sums.total),
                      tax=_tax(state, context), delivery=said)  # fmt: skip
    args: OrderArgs = {
        "lines": everything,
        "delivery": delivery,
        "total": sums.total.minor,
        "currency": sums.total.currency,
    }
    outcome.propose("order.place", "order", dict(args), act, CONFIRM_MINUTES)


def _tax(state: State, context: Context) -> str:
    return phrase(context, state, "tax.in_total", name=context.pack.file.tax.name)


def _delivery(state: State, context: Context) -> tuple[dict[str, str], Any]:
    """To the address that the customer gave, or to be picked up at a branch."""
    address = state.get("profile", {}).get("address")
    if address:
        return {"mode": "delivery", "address": str(address["value"])}, contact("address", str(address["value"]))
    branch = context.pack.file.branches[0].name if context.pack.file.branches else context.pack.file.company.name
    return {"mode": "pickup", "branch": branch}, name(phrase(context, state, "pickup", branch=branch))


def _delivery_line(context: Context, delivery: dict[str, str]) -> list[Line]:
    """What delivery costs is an item of the catalogue whose attribute ``use`` is ``delivery``."""
    if delivery["mode"] != "delivery":
        return []
    found = [item for item in context.pack.catalogue.items if item.attributes.get("use") == "delivery"]
    return [{"item": found[0].id, "quantity": 1}] if found else []


def _lines(state: State, context: Context) -> list[Line]:
    held: list[Line] = kept(state, "order").get("lines", [])
    count = min(quantity_of(state) or 0, MOST)
    wanted = any(guess["name"] == "buy" for guess in state["reading"]["intents"])
    if named := named_items(state, context) or (loosely_named(state, context) if wanted else []):
        return [{"item": item.id, "quantity": count or 1} for item in named if _sold(item)]
    if held:
        return [{"item": line["item"], "quantity": count or line["quantity"]} for line in held]
    return [
        {"item": item.id, "quantity": count or 1}
        for item in (held_items(state, context) or searched_items(state, context))[:1]
        if _sold(item)
    ]


def _sold(item: Item) -> bool:
    """What has a fixed price can be ordered outright; the rest is quoted."""
    return not item.price_from and item.unit != "sqft"


async def _in_stock(outcome: Outcome, state: State, context: Context, lines: list[Line]) -> bool:
    levels = await context.inventory.levels([line["item"] for line in lines])
    for line in lines:
        level = levels.get(line["item"])
        if level and level.count < line["quantity"]:
            item = context.desk.catalogue.item(line["item"])
            said = line_words(state, price(item, line["quantity"], context.pack))["item"]
            outcome.say("stock", "stock.short", f"stock:{item.id}", item=said, count=quantity(level.count))
            outcome.remember(order=None)
            outcome.settle()
            return False
    return True
