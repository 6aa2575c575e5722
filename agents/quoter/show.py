"""Shows the quote, priced and whole, and lets it wait for the customer's yes."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from agents.context import Context
from agents.outcome import Outcome, now_of
from agents.phrases import phrase, words
from agents.price import priced
from agents.quoter.about import is_quoting, wanted
from agents.quoter.complexity import say_assumed
from agents.quoter.schema import QuoteArgs, Wanted
from agents.state import State
from agents.terms import terms_of
from agents.wording import quote_line
from commerce.packs.prices import Role
from commerce.pricing.asked import Asked
from commerce.pricing.basket import Basket
from commerce.pricing.coupons import CouponRefusedError, UnknownCouponError
from commerce.pricing.discounts import Discount
from commerce.quotes.number import id_of, number_of
from kit.errors import InvalidInputError
from kit.money import Money
from language.port import Json
from language.values import contact, day, money, percent, reference

ACCEPT_MINUTES = 60 * 24


def asked_of(held: Wanted, state: State, context: Context) -> Asked:
    """What the quote is priced under: today's terms, its coupon, and the discount that it was given."""
    off_bp, by = held.get("off_bp"), cast(Role | None, held.get("approved_by"))
    terms = replace(terms_of(state, context), complexity=held.get("complexity"))
    return Asked(terms, held.get("coupon"), Discount("bot", off_bp, None, by) if off_bp else None)


def show(outcome: Outcome, state: State, context: Context, held: Wanted) -> Wanted | None:
    """The quote as it was shown; None where so much of it cannot be priced, which is then said and asked."""
    held = _still_granted(outcome, state, held)
    try:
        found = priced(held["lines"], state, context, asked_of(held, state, context))
    except (CouponRefusedError, UnknownCouponError):
        outcome.say("coupon", "coupon_dropped", "catalogue", code=reference(held["coupon"]))
        return show(outcome, state, context, cast(Wanted, {**held, "coupon": None}))
    except InvalidInputError:
        outcome.remember(quote=held)
        outcome.ask("quantity", "ask.quantity_again", flow="quote", expects=["quantity"])
        return None
    return _sent(outcome, state, context, held, found)


def _still_granted(outcome: Outcome, state: State, held: Wanted) -> Wanted:
    """What a person agreed to holds for the lines that they saw, and for no others."""
    if not held.get("approval") or held.get("prepared") or held["lines"] == wanted(state).get("lines"):
        return held
    if held.get("settled"):
        return held
    outcome.say("discount", "discount_lapsed", "approvals", percent=percent(held["off_bp"]))
    return cast(Wanted, {**held, "off_bp": None, "approval": None, "approved_by": None})


def _sent(outcome: Outcome, state: State, context: Context, held: Wanted, found: Basket) -> Wanted:
    pack, turn = context.pack, state["turn"]
    again = bool(is_quoting(state) and held.get("number"))
    new = held.get("prepared") or number_of(pack, turn["conversation"], turn["seq"])
    number = held["number"] if again else new
    until = now_of(state) + timedelta(days=pack.file.quotes.valid_days)
    sent: Wanted = {**held, "number": number, "version": held["version"] + 1 if again else 1, "settled": False}
    sent.pop("prepared", None)
    say_assumed(outcome, state, context, held)
    said = _said(state, context, found, number, until)
    link = _link(context, state, number, until)
    act = outcome.say("show_quote", "show_quote", f"quote:{number}", blocks=[_card(sent, said, link)], **said,
                      link=contact("url", link) if link and turn["channel"] != "web" else "")  # fmt: skip
    outcome.remember(quote=sent, topic={"items": [line["item"] for line in sent["lines"]][:3]})
    _write(outcome, state, context, sent, found, until)
    total = found.totals.total
    args: QuoteArgs = {"number": number, "version": sent["version"], "total": total.minor, "currency": total.currency}
    outcome.propose("quote.accept", "quote", dict(args), act, ACCEPT_MINUTES)
    return sent


def _said(state: State, context: Context, found: Basket, number: str, until: datetime) -> dict[str, Json]:
    tax, sums = context.pack.file.tax, found.totals
    included = phrase(context, state, "tax.in_total", name=tax.name) if tax.included and sums.tax.minor else ""
    return {
        "number": reference(number),
        "lines": [quote_line(context, state, line) for line in found.lines],
        "reductions": reductions(state, context, found),
        "subtotal": money(sums.subtotal),
        "tax_name": tax.name,
        "tax": money(sums.tax) if sums.tax.minor else "",
        "included": included,
        "total": money(sums.total),
        "valid_until": day(_business_day(until, context)),
    }


def reductions(state: State, context: Context, found: Basket) -> list[dict[str, Json]]:
    """What came off the whole, ``[{"name", "amount"}]``, with amounts below zero."""
    steps = [step for step in found.totals.explanation if step["step"] in {"bundle", "coupon", "discount"}]
    return [
        {
            "name": _reduction(state, context, step),
            "amount": money(Money(-step["off"]["minor"], found.totals.currency)),
        }
        for step in steps
    ]


def _reduction(state: State, context: Context, step: dict[str, Any]) -> Json:
    if step["step"] == "bundle":
        return phrase(context, state, "reduction.bundle", name=words(step["name"], state))
    if step["step"] == "coupon":
        return phrase(context, state, "reduction.coupon", code=step["code"])
    return phrase(context, state, "reduction.discount")


def _card(sent: Wanted, said: dict[str, Json], link: str) -> dict[str, Json]:
    """The quote for channels that can draw one."""
    card = {name: said[name] for name in ("number", "lines", "reductions", "total", "valid_until")}
    links = {"url": contact("url", link), "pdf": contact("url", f"{link}.pdf")} if link else {}
    return {"kind": "quote", "version": sent["version"], **card, **links}


def _link(context: Context, state: State, number: str, until: datetime) -> str:
    turn = state["turn"]
    quote = id_of(context.tenant, turn["conversation"], number, turn["seq"])
    return context.links.url(context.tenant, quote, until) if context.links else ""


def _write(outcome: Outcome, state: State, context: Context, sent: Wanted, found: Basket, until: datetime) -> None:
    outcome.write("quote.save", number=sent["number"], version=sent["version"], lines=sent["lines"],
                  asked=asked_of(sent, state, context).plain(), approval=sent.get("approval"),
                  language=state["language"], expires_at=until.isoformat(),
                  total=found.totals.total.minor)  # fmt: skip
    for line in sent["lines"]:
        outcome.write("interaction.save", product=line["item"], type="quoted")


def _business_day(at: datetime, context: Context) -> date:
    return at.astimezone(ZoneInfo(context.pack.file.timezone)).date()
