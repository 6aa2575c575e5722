"""What things cost by plain definition, in Decimal major units: written from the rules alone, never from the code.

Rounding is to the cent once for each figure that a customer is shown, half away from zero unless told otherwise.
"""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any, TypeVar

CENT = Decimal("0.01")
EXACT = Context(prec=120, rounding=ROUND_HALF_EVEN)
_SETTLED = Decimal(1).scaleb(-60)
"""Places at which a fraction that does not end is cut before the question of the half is asked."""

Found = TypeVar("Found")


def to_cent(amount: Decimal, half: str = "up", step: Decimal = CENT) -> Decimal:
    with localcontext(EXACT):
        mode = ROUND_HALF_UP if half == "up" else ROUND_HALF_EVEN
        return (amount / step).quantize(_SETTLED).quantize(Decimal(1), mode) * step


def unit_price(listed: Decimal, moves: Sequence[Decimal]) -> Decimal:
    """The list price moved by one factor after the other, each result a price that can be shown."""
    for factor in moves:
        listed = to_cent(listed * factor)
    return listed


def tax_of(amount: Decimal, rate: Decimal, included: bool, half: str = "up") -> Decimal:
    """Out of an amount that includes it: what is left when the amount without tax is taken away."""
    with localcontext(EXACT):
        return to_cent(amount - amount / (1 + rate) if included else amount * rate, half)


def shared(whole: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """In proportion, cut to the cent; the cents that are left go one each to the largest cut-off parts, first first."""
    with localcontext(EXACT):
        total = sum(weights, Decimal(0))
        if total == 0:
            return [whole] + [Decimal(0)] * (len(weights) - 1)
        exact = [whole * weight / total for weight in weights]
        parts = [part.quantize(_SETTLED).quantize(CENT, ROUND_DOWN) for part in exact]
        left = int((whole - sum(parts, Decimal(0))) / CENT)
        cut = [(part - kept).quantize(_SETTLED) for part, kept in zip(exact, parts, strict=True)]
        for _ in range(left):
            first = max(range(len(cut)), key=lambda index: (cut[index], -index))
            parts[first] += CENT
            cut[first] = Decimal(-1)
        return parts


def document_taxes(amounts: Sequence[Decimal], rates: Sequence[Decimal], included: bool, half: str) -> list[Decimal]:
    """Rounded once for each rate, then shared by the lines that have it."""
    taxes = [Decimal(0)] * len(amounts)
    for rate in dict.fromkeys(rates):
        of_rate = [index for index, each in enumerate(rates) if each == rate]
        whole = tax_of(sum((amounts[index] for index in of_rate), Decimal(0)), rate, included, half)
        for index, part in zip(of_rate, shared(whole, [amounts[index] for index in of_rate]), strict=True):
            taxes[index] = part
    return taxes


def monthly_rate(yearly: Decimal, effective: bool) -> Decimal:
    """A twelfth, or the rate whose twelve compoundings are the yearly one (by logarithm)."""
    with localcontext(EXACT):
        return ((1 + yearly).ln() / 12).exp() - 1 if effective else yearly / 12


def level_payments(lent: Decimal, rate: Decimal, count: int, step: Decimal) -> list[Decimal]:
    """The payment whose worth today, month by month, is what is lent; the last one pays what is left."""
    with localcontext(EXACT):
        worth_of_one = sum(((1 + rate) ** -month for month in range(1, count + 1)), Decimal(0))
        level = to_cent(lent / worth_of_one, step=step)
        owed, payments = lent, []
        for month in range(1, count + 1):
            owed += to_cent(owed * rate)
            paid = owed if month == count or level > owed else level
            payments.append(paid)
            owed -= paid
        return payments


def worth_today(payments: Sequence[Decimal], month: Decimal) -> Decimal:
    with localcontext(EXACT):
        return sum((paid / (1 + month) ** index for index, paid in enumerate(payments, 1)), Decimal(0))


def major(amount: Any) -> Decimal:
    """Money as major units."""
    return Decimal(amount.minor) * CENT
