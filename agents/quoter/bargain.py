"""Coupons, discounts and counter-offers: what the rules allow is given, what a person must decide is put before one."""

from typing import cast

from agents.context import Context
from agents.outcome import Outcome
from agents.price import priced
from agents.quoter.about import has_subject, is_quoting, is_told_apart, wanted
from agents.quoter.ask import ask_missing
from agents.quoter.prices import ask_which
from agents.quoter.quote import gathered
from agents.quoter.schema import Wanted
from agents.quoter.show import asked_of, show
from agents.state import State
from agents.terms import terms_of
from commerce.approvals.model import digest_of
from commerce.packs.prices import Role
from commerce.pricing.coupons import CouponRefusedError, UnknownCouponError, coupon_of
from commerce.pricing.discounts import decide
from commerce.pricing.unit import WHOLE_BP
from kit.money import Money
from language.values import day, money, percent, reference


def bargain(outcome: Outcome, state: State, context: Context) -> None:
    outcome.open({"name": "quote", "agent": "quoter", "since": state["turn"]["seq"]})
    entities = {entity["kind"]: entity["value"] for entity in state["reading"]["entities"]}
    if "coupon" in entities:
        _coupon(outcome, state, context, str(entities["coupon"]))
        return
    held = wanted(state) if is_quoting(state) else gathered(state, context)
    if not is_told_apart(held):
        _quote_first(outcome, state, context, held)
        return
    if "discount" in entities:
        _discount(outcome, state, context, held, int(entities["discount"]))
        return
    _offer(
        outcome, state, context, held, Money(entities["counter_offer"]["minor"], entities["counter_offer"]["currency"])
    )


def _coupon(outcome: Outcome, state: State, context: Context, code: str) -> None:
    held = gathered(state, context) if has_subject(state) and not is_quoting(state) else wanted(state)
    tried: Wanted = {**held, "coupon": code}
    try:
        coupon = coupon_of(code, context.pack, terms_of(state, context))
        if is_told_apart(tried):
            priced(tried["lines"], state, context, asked_of(tried, state, context))
    except UnknownCouponError:
        outcome.say("coupon", "coupon_refused", "catalogue", code=reference(code), reason="unknown", on="", minimum="")
        return
    except CouponRefusedError as refused:
        _refuse(outcome, context, code, refused)
        return
    outcome.say("coupon", "coupon_taken", "catalogue", code=reference(coupon.code))
    _quote_first(outcome, state, context, tried)


def _refuse(outcome: Outcome, context: Context, code: str, refused: CouponRefusedError) -> None:
    coupon = next(each for each in context.pack.catalogue.pricing.coupons if each.code == code)
    on = coupon.ends if refused.reason == "expired" else coupon.starts if refused.reason == "early" else None
    least = money(Money.parse(coupon.minimum, context.pack.file.currency)) if coupon.minimum else ""
    outcome.say("coupon", "coupon_refused", "catalogue", code=reference(code), reason=refused.reason,
                on=day(on) if on else "", minimum=least if refused.reason == "minimum" else "")  # fmt: skip


def _quote_first(outcome: Outcome, state: State, context: Context, held: Wanted) -> None:
    """What something is taken off has to be known first."""
    if not held.get("lines") and not held.get("wishes"):
        outcome.remember(quote=held)
        ask_which(outcome, state, context)
    elif ask_missing(outcome, state, context, held):
        outcome.remember(quote=held)
    else:
        show(outcome, state, context, held)


def _offer(outcome: Outcome, state: State, context: Context, held: Wanted, offer: Money) -> None:
    """A counter-offer is a discount by another name; what nobody may give is answered with the total."""
    total = priced(held["lines"], state, context, asked_of(held, state, context)).totals.total
    off = max(0, total.minor - offer.minor)
    off_bp = -(-off * WHOLE_BP // total.minor) if total.minor else 0
    decision = decide(off_bp, "bot", context.pack)
    if off == 0 or (not decision.allowed and decision.needs is None):
        told = "offer_covers" if off == 0 else "offer_refused"
        outcome.say("discount", told, "catalogue", total=money(total))
        return
    _discount(outcome, state, context, held, off_bp)


def _discount(outcome: Outcome, state: State, context: Context, held: Wanted, off_bp: int) -> None:
    decision = decide(off_bp, "bot", context.pack)
    if decision.allowed:
        outcome.say("discount", "discount_given", "catalogue", percent=percent(off_bp))
        show(outcome, state, context, {**held, "off_bp": off_bp})
    elif decision.needs is None:
        outcome.say("discount", "discount_refused", "catalogue")
    else:
        ask_a_person(outcome, state, context, held, off_bp, decision.needs)


def ask_a_person(outcome: Outcome, state: State, context: Context, held: Wanted, off_bp: int, needs: Role) -> None:
    """Puts the discount before whoever may decide it; the quote stands as it is meanwhile."""
    sent = held if is_quoting(state) and held.get("number") else show(outcome, state, context, held)
    if sent is None:
        return
    digest = digest_of(sent["number"], sent["version"], sent["lines"], off_bp)
    if sent.get("asked_for") == digest:
        outcome.say("discount", "approval_waits", "approvals")
        return
    total = priced(sent["lines"], state, context, asked_of(sent, state, context)).totals.total
    outcome.write("approval.ask", number=sent["number"], digest=digest, off_bp=off_bp, total=total.minor,
                  currency=total.currency, needs=needs)  # fmt: skip
    outcome.remember(quote={**sent, "asked_for": digest})
    outcome.say("discount", "approval_asked", "approvals")


def decided(outcome: Outcome, state: State, context: Context, event: dict[str, object]) -> None:
    """A person's answer: it counts for exactly what they were shown. Of a quote that is settled nothing is said."""
    held, off_bp = wanted(state), cast(int, event["off_bp"])
    if not is_quoting(state) or held.get("number") != event["number"]:
        return
    if event["status"] != "approved":
        outcome.remember(quote={**held, "asked_for": None})
        outcome.say("discount", f"approval_{event['status']}", "approvals")
    elif digest_of(held["number"], held["version"], held["lines"], off_bp) != event["digest"]:
        needs = decide(off_bp, "bot", context.pack).needs
        outcome.say("discount", "approval_past", "approvals", percent=percent(off_bp))
        if needs:
            ask_a_person(outcome, state, context, held, off_bp, needs)
    else:
        outcome.say("discount", "approval_granted", "approvals", percent=percent(off_bp))
        granted = {"off_bp": off_bp, "approval": event["approval"], "approved_by": event["role"], "asked_for": None}
        show(outcome, state, context, cast(Wanted, {**held, **granted}))
