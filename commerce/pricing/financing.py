"""Paying over months: every payment, what it costs in all, and the rate that a lender has to tell."""

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from typing import Any

from commerce.packs.model import Pack
from commerce.packs.prices import Financing
from commerce.pricing.instalments import instalments, step_of
from commerce.pricing.plain import plain
from commerce.pricing.yearly import apr_bp, effective_bp, monthly
from kit.errors import InvalidInputError
from kit.money import Money, rounded


@dataclass(frozen=True, slots=True)
class Offer:
    """``down + fee`` at once, then ``payments`` monthly; ``total`` is all of it and ``interest`` what it adds.

    ``total == down + financed + interest + fee``. ``apr_bp``: twelve times the monthly rate at which the payments
    are worth what was lent less the fee (Regulation Z, appendix J); ``effective_bp``: that rate compounded over a
    year, which Mexico calls CAT and Colombia E. A.
    """

    plan: Financing
    down: Money
    financed: Money
    fee: Money
    payments: list[Money]
    interest: Money
    total: Money
    apr_bp: int
    effective_bp: int
    explanation: list[dict[str, Any]]


def offers(total: Money, pack: Pack) -> list[Offer]:
    """The pack's plans that this total is within, in the pack's order."""
    return [finance(plan, total) for plan in pack.catalogue.pricing.financing if _within(plan, total)]


def finance(plan: Financing, total: Money) -> Offer:
    """Raises InvalidInputError for a total outside the plan, or too small to be paid in so many parts."""
    if total.minor <= 0 or not _within(plan, total):
        bounds = f"{plan.minimum or 0} to {plan.maximum or 'any amount'}"
        raise InvalidInputError(f"plan {plan.id} is not for this total: expected {bounds} {total.currency}")
    with localcontext(Context(prec=50)):
        down = total.share(plan.down_bp)
        financed = total - down
        fee = financed.share(plan.fee_bp)
        payments = _payments(plan, financed)
        paid = sum(payments[1:], payments[0])
        rate = monthly(financed - fee, payments)
        offer = Offer(plan, down, financed, fee, payments, paid - financed, down + fee + paid,
                      apr_bp(rate), effective_bp(rate), [])  # fmt: skip
    offer.explanation.extend(_steps(offer))
    return offer


def _within(plan: Financing, total: Money) -> bool:
    least = Money.parse(plan.minimum or "0", total.currency)
    return not total < least and (plan.maximum is None or not Money.parse(plan.maximum, total.currency) < total)


def _payments(plan: Financing, financed: Money) -> list[Money]:
    """Equal ones; with interest the last takes what the rounding left, without it the first ones do."""
    payments = _amortised(plan, financed) if plan.rate_bp else instalments(financed, plan.payments)
    if any(payment.minor <= 0 for payment in payments):
        raise InvalidInputError(f"plan {plan.id} is not for this total: too small for {plan.payments} payments")
    return payments


def _amortised(plan: Financing, financed: Money) -> list[Money]:
    rate = _month_of(plan)
    level = financed.minor * rate / (1 - (1 + rate) ** -plan.payments)
    each = _to_step(level, step_of(financed))
    balance, payments = financed.minor, []
    for left in range(plan.payments, 0, -1):
        owed = balance + _to_step(balance * rate, 1)
        payment = owed if left == 1 else min(each, owed)
        payments.append(Money(payment, financed.currency))
        balance = owed - payment
    return payments


def _month_of(plan: Financing) -> Decimal:
    yearly = Decimal(plan.rate_bp) / 10_000
    return yearly / 12 if plan.rate == "nominal" else (1 + yearly) ** (Decimal(1) / 12) - 1


def _to_step(exact: Decimal, step: int) -> int:
    numerator, denominator = exact.as_integer_ratio()
    return rounded(numerator, denominator * step) * step


def _steps(offer: Offer) -> list[dict[str, Any]]:
    plan, last = offer.plan, offer.payments[-1]
    return [
        {"step": "financed", "plan": plan.id, "down": plain(offer.down), "amount": plain(offer.financed)},
        {"step": "fee", "fee_bp": plan.fee_bp, "amount": plain(offer.fee)},
        {"step": "payments", "count": plan.payments, "amount": plain(offer.payments[0]), "last": plain(last)},
        {"step": "interest", "rate_bp": plan.rate_bp, "rate": plan.rate, "amount": plain(offer.interest)},
        {"step": "cost", "apr_bp": offer.apr_bp, "effective_bp": offer.effective_bp, "amount": plain(offer.total)},
    ]
