"""What else may suit: asked of the records and the catalogue, held against what is there, told with its reason."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import phrase, words
from agents.seller.cart import Held
from agents.state import State, kept
from agents.topic import vehicle_of
from agents.wording import priced_item
from commerce.recommend.choose import candidates, choose
from commerce.recommend.model import Known, Reason, Recommendation
from language.values import name, quoted
from tools.inventory.port import StockUnknownError

OFFERED_AT_MOST = 2
"""How often in a conversation one thing more is offered."""
ASKED_OF_STOCK = 12
REMEMBERED = 12


async def suggested(
    state: State, context: Context, *, cart: list[str] | None = None, looking_at: list[str] | None = None
) -> list[Recommendation]:
    """The best few, in stock and compatible; what was recommended before is not repeated."""
    about = list(dict.fromkeys([*(looking_at or []), *(cart or [])]))
    rules = context.pack.file.recommendations
    since = now_of(state) - timedelta(days=rules.trending_days)
    together, trending, bought, viewed = await context.desk.demand(UUID(state["turn"]["contact"]), about, since)
    known = Known(
        vehicle=vehicle_of(state), cart=cart or [], looking_at=looking_at or [], viewed=viewed, bought=bought,
        stage="cart" if cart else state.get("stage", ""), together=together, trending=trending,
        not_again=frozenset(kept(state, "suggested").get("items", [])),
    )  # fmt: skip
    found = candidates(context.desk.catalogue, context.pack, known)
    return choose(found, await _left(found, context), rules.most)


async def offer_extra(outcome: Outcome, state: State, context: Context, cart: Held) -> bool:
    """One thing that goes with the cart, asked for with its price and reason; whether there was one."""
    before = kept(state, "suggested")
    if before.get("offers", 0) >= OFFERED_AT_MOST:
        return False
    beside = [each for each in await suggested(state, context, cart=list(cart.items))
              if each.strategy in {"cross_sell", "together"} and not each.item.price_from]  # fmt: skip
    if not beside:
        return False
    first = beside[0]
    remember(outcome, state, [first], offers=1)
    outcome.remember(order={**kept(state, "order"), "last": next(iter(cart.changed), ""), "extra": first.item.id})
    outcome.ask("extra", "offer_extra", flow="order", expects=["yes_no"], **told(first, state, context))
    return True


def told(found: Recommendation, state: State, context: Context) -> dict[str, Any]:
    """``{"item", "price", "starts_at", "unit", "reason"}``"""
    return {**priced_item(context, state, found.item), "reason": _reason(found.reason, state, context)}


def remember(outcome: Outcome, state: State, found: list[Recommendation], offers: int = 0) -> None:
    """Records what was recommended and why, so that nobody hears it twice and the taken ones can be counted."""
    before = kept(state, "suggested")
    items = [*before.get("items", []), *(each.item.id for each in found)][-REMEMBERED:]
    outcome.remember(suggested={"items": items, "offers": before.get("offers", 0) + offers})
    for each in found:
        other = each.reason.other
        why = {"strategy": each.strategy, "reason": each.reason.kind, "for": other.id if other else None}
        outcome.write("interaction.save", product=each.item.id, type="recommended", recommendations=[why])


def _reason(reason: Reason, state: State, context: Context) -> object:
    if reason.text:
        return quoted(words(reason.text, state))
    return name(phrase(context, state, f"because.{reason.kind}", name=_named(reason, state)))


def _named(reason: Reason, state: State) -> str:
    if reason.kind == "fits":
        vehicle = vehicle_of(state) or {}
        return " ".join(str(vehicle[part]) for part in ("make", "model", "year") if vehicle.get(part))
    return words(reason.other.name, state) if reason.other else ""


async def _left(found: list[Recommendation], context: Context) -> dict[str, int]:
    """What is left of the likeliest; where nobody can tell, nothing that is counted elsewhere is recommended."""
    asked = [each.item for each in found[:ASKED_OF_STOCK]]
    beyond = {each.item.id: 0 for each in found[ASKED_OF_STOCK:]}
    try:
        levels = await context.inventory.levels([item.id for item in asked])
    except StockUnknownError:
        return {**beyond, **{item.id: 0 for item in asked if item.stock_source == "supplier"}}
    return {**beyond, **{item: level.count for item, level in levels.items()}}
