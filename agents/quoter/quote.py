"""A quote: lines with quantities, shown whole, accepted or not by the customer's next words."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agents.context import Context
from agents.outcome import Outcome, is_expired, now_of
from agents.phrases import words
from agents.quoter.prices import tell_prices
from agents.quoter.schema import Line, QuoteArgs
from agents.state import State, kept
from agents.topic import area_of, held_items, named_items, quantity_of, searched_items
from agents.wording import line_words
from commerce.packs.model import Item
from commerce.pricing.price import price
from commerce.pricing.total import total
from commerce.quotes.number import number_of
from kit.money import Money
from language.values import day, money, name, reference

ACCEPT_MINUTES = 60 * 24


def quote(outcome: Outcome, state: State, context: Context) -> None:
    outcome.open({"name": "quote", "agent": "quoter", "since": state["turn"]["seq"]})
    if len(choices := _undecided(state, context)) > 1:
        names = [words(item.name, state) for item in choices]
        outcome.ask("product", "ask.product", flow="quote", expects=["product"], picks=names,
                    choices=[name(entry) for entry in names])  # fmt: skip
        return
    lines = _lines(state, context)
    if not lines:
        tell_prices(outcome, state, context)
        return
    unmeasured = next((line for line in lines if line["quantity"] == 0), None)
    if unmeasured:
        outcome.remember(quote={"lines": lines})
        outcome.ask("area", "ask.area", flow="quote", expects=["area", "quantity"])
        return
    _show(outcome, state, context, lines)


def settle(outcome: Outcome, state: State, context: Context) -> None:
    """The yes or the no to the quote that was shown; a yes that comes late gets today's figures first."""
    pending = state["pending"]
    assert pending is not None
    args = pending["args"]
    outcome.settle()
    if state["reading"]["reply"] == "approve" and is_expired(pending, state) and (lines := _held(state)):
        outcome.say("noted", "lapsed", "catalogue")
        _show(outcome, state, context, lines)
        return
    outcome.close("quote")
    said: dict[str, Any] = {"number": reference(args["number"]), "total": money(Money(args["total"], args["currency"]))}
    source = f"quote:{args['number']}"
    if state["reading"]["reply"] == "approve":
        outcome.write("quote.accept", number=args["number"])
        outcome.say("quote_accepted", "quote_accepted", source, **said)
        return
    outcome.write("quote.reject", number=args["number"])
    outcome.say("quote_rejected", "quote_rejected", source, number=said["number"])


def _show(outcome: Outcome, state: State, context: Context, lines: list[Line]) -> None:
    pack = context.pack
    priced = [price(context.desk.catalogue.item(line["item"]), line["quantity"], pack) for line in lines]
    sums = total(priced, pack)
    number = number_of(pack, state["turn"]["conversation"], state["turn"]["seq"])
    until = now_of(state) + timedelta(days=pack.file.quotes.valid_days)
    act = outcome.say(
        "show_quote", "show_quote", f"quote:{number}", number=reference(number),
        lines=[line_words(state, entry) for entry in priced], subtotal=money(sums.subtotal),
        tax_name=pack.file.tax.name, tax=money(sums.tax), total=money(sums.total),
        valid_until=day(_business_day(until, context)),
    )  # fmt: skip
    outcome.remember(quote={"lines": lines, "number": number}, topic={"items": [line["item"] for line in lines]})
    outcome.write("quote.save", number=number, lines=lines, expires_at=until.isoformat())
    for line in lines:
        outcome.write("interaction.save", product=line["item"], type="quoted")
    args: QuoteArgs = {"number": number, "total": sums.total.minor, "currency": sums.total.currency}
    outcome.propose("quote.accept", "quote", dict(args), act, ACCEPT_MINUTES)


def _lines(state: State, context: Context) -> list[Line]:
    """What to quote: items named now; otherwise the quote under way with the new measure; otherwise the topic."""
    held = _held(state)
    named = named_items(state, context)
    count = quantity_of(state)
    if named:
        return [_line(item, count, state) for item in named]
    if held:
        return [_line(context.desk.catalogue.item(line["item"]), count, state, line["quantity"]) for line in held]
    return [_line(item, count, state) for item in (held_items(state, context) or searched_items(state, context))[:1]]


def _held(state: State) -> list[Line]:
    """The lines of the quote under way."""
    lines: list[Line] = kept(state, "quote").get("lines", [])
    return lines


def _undecided(state: State, context: Context) -> list[Item]:
    """Several things under discussion, of which none was named nor is being quoted yet."""
    if _held(state) or named_items(state, context):
        return []
    return held_items(state, context)


def _line(item: Item, count: int | None, state: State, before: int = 0) -> Line:
    """A line; quantity 0 means that the measure is still to be asked."""
    if item.unit == "sqft":
        return {"item": item.id, "quantity": area_of(state) or count or before}
    return {"item": item.id, "quantity": count or before or 1}


def _business_day(at: datetime, context: Context) -> date:
    return at.astimezone(ZoneInfo(context.pack.file.timezone)).date()
