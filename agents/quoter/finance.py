"""How much a month: every plan that the total is within, to the cent."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import phrase, words
from agents.price import priced
from agents.quoter.about import is_quoting, wanted
from agents.quoter.show import asked_of
from agents.state import State
from agents.topic import area_of, held_items
from commerce.pricing.financing import Offer, offers
from kit.money import Money
from language.port import Json
from language.values import money, name, percent, quantity


def finance(outcome: Outcome, state: State, context: Context) -> None:
    total = _total(state, context)
    plans = offers(total, context.pack)
    count = next((e["value"]["count"] for e in state["reading"]["entities"] if e["kind"] == "instalments"), None)
    chosen = [plan for plan in plans if plan.plan.payments == count] or plans
    if not chosen:
        _none(outcome, context, total)
        return
    unit = phrase(context, state, "payments")
    outcome.say("financing", "financing", "catalogue", total=money(total), asked=quantity(count, unit) if count else "",
                other=bool(count) and all(plan.plan.payments != count for plan in plans),
                plans=[_plan(state, plan, unit) for plan in chosen])  # fmt: skip


def _total(state: State, context: Context) -> Money:
    """Of the quote under way, or of the thing that was talked about last."""
    if is_quoting(state) and wanted(state).get("lines"):
        held = wanted(state)
        return priced(held["lines"], state, context, asked_of(held, state, context)).totals.total
    item = held_items(state, context)[0]
    count = area_of(state) or 1 if item.unit == "sqft" else 1
    return priced([{"item": item.id, "quantity": count}], state, context).totals.total


def _plan(state: State, offer: Offer, unit: str) -> dict[str, Json]:
    first, last = offer.payments[0], offer.payments[-1]
    return {
        "name": name(words(offer.plan.name, state)),
        "count": quantity(offer.plan.payments, unit),
        "amount": money(first),
        "last": money(last) if last != first else "",
        "down": money(offer.down) if offer.down.minor else "",
        "fee": money(offer.fee) if offer.fee.minor else "",
        "apr": percent(offer.apr_bp) if offer.apr_bp else "",
        "no_interest": "" if offer.apr_bp else percent(0),
        "total": money(offer.total),
    }


def _none(outcome: Outcome, context: Context, total: Money) -> None:
    minimums = [plan.minimum for plan in context.pack.catalogue.pricing.financing if plan.minimum]
    amounts = sorted((Money.parse(least, total.currency) for least in minimums), key=lambda amount: amount.minor)
    least = money(amounts[0]) if amounts and total < amounts[0] else ""
    outcome.say("financing", "no_financing", "catalogue", total=money(total), minimum=least)
