"""The cart in conversation: what is in it, what this message puts in and takes out, and whether all of it is there."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import phrase
from agents.price import priced
from agents.scheduler.offer import person_on_duty
from agents.state import State, kept
from agents.wishes.schema import Line
from agents.wording import line_words
from commerce.carts.lines import MOST_OF_ONE
from commerce.carts.model import Change
from language.values import money, name, quantity
from tools.inventory.port import StockUnknownError


@dataclass(slots=True)
class Held:
    """The customer's cart as this turn leaves it. ``back``: units that are kept back for it already."""

    id: str
    items: dict[str, int]
    back: dict[str, int]
    changes: list[Change] = field(default_factory=list)
    changed: dict[str, int] = field(default_factory=dict)

    def put(self, item: str, count: int) -> None:
        """Exactly so many; 0 takes it out."""
        self.changed[item] = count
        self.items.pop(item, None)
        if count:
            self.items[item] = count

    @property
    def lines(self) -> list[Line]:
        return [{"item": item, "quantity": count} for item, count in self.items.items()]


async def held(state: State, context: Context) -> Held:
    contact = UUID(state["turn"]["contact"])
    cart, back = await context.desk.cart(contact, now_of(state))
    if cart is None:
        return Held(str(await context.desk.next_cart(contact)), {}, {})
    return Held(str(cart.id), {line["item"]: line["quantity"] for line in cart.items}, back, cart.changes)


def keep(outcome: Outcome, cart: Held) -> None:
    """Writes what this turn changed of it."""
    if cart.changed:
        outcome.write("cart.put", items=cart.changed)
    outcome.set(cart_id=cart.id if cart.items else None)


async def is_there(outcome: Outcome, state: State, context: Context, cart: Held) -> bool:
    """Whether all of the cart can be had now; says of the first that cannot how many are left."""
    try:
        levels = await context.inventory.levels(list(cart.items))
    except StockUnknownError:
        outcome.say("stock", "stock.unknown", "people", person=name(person_on_duty(context).name))
        return True
    for item, count in cart.items.items():
        level = levels.get(item)
        left = level.count + cart.back.get(item, 0) if level else count
        if left < count:
            said = line_words(state, priced([{"item": item, "quantity": 1}], state, context).lines[0])["item"]
            outcome.say("stock", "stock.short" if left else "stock.gone", f"stock:{item}", item=said,
                        count=quantity(left))  # fmt: skip
            return False
    return True


def show(outcome: Outcome, state: State, context: Context, cart: Held, say: str = "cart.shown") -> None:
    """What is in it and what it comes to today; what moved since it was last shown comes first."""
    if not cart.items:
        outcome.say("cart", "cart.empty", "cart")
        return
    tell_changes(outcome, cart)
    found = priced(cart.lines, state, context)
    outcome.say("cart", say, "cart", total=money(found.totals.total),
                lines=[line_words(state, line) for line in found.lines], tax=_tax(state, context))  # fmt: skip


def tell_changes(outcome: Outcome, cart: Held) -> None:
    if any(change.what == "price" for change in cart.changes):
        outcome.say("noted", "changed", "catalogue")


def bounds() -> dict[str, Any]:
    """How many of a thing can be ordered at all."""
    return {"least": quantity(1), "most": quantity(MOST_OF_ONE)}


def last_of(state: State, cart: Held) -> str | None:
    """The thing that a bare number is about: the one that was named last, or the only one."""
    last = kept(state, "order").get("last")
    if last in cart.items:
        return str(last)
    return next(iter(cart.items)) if len(cart.items) == 1 else None


def _tax(state: State, context: Context) -> str:
    return phrase(context, state, "tax.in_total", name=context.pack.file.tax.name)
