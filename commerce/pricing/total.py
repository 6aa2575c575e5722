"""The sum of several lines. Wherever tax is rounded, the lines always add up to the total."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commerce.packs.model import Pack
from commerce.pricing.plain import plain
from commerce.pricing.price import Priced, with_tax
from commerce.pricing.tax import Rate, tax_in, tax_step
from kit.errors import InvalidInputError
from kit.money import MOST, Money


@dataclass(frozen=True, slots=True)
class Totals:
    """``subtotal`` is without tax; ``subtotal + tax == total``."""

    subtotal: Money
    tax: Money
    total: Money
    currency: str
    explanation: list[dict[str, Any]]


def total(lines: Sequence[Priced], pack: Pack, reduced: Sequence[dict[str, Any]] = ()) -> Totals:
    """Adds the lines up; no lines add up to nothing. ``reduced``: the steps that took something off the whole.

    Raises CurrencyMismatchError for lines in two currencies.
    """
    zero = Money(0, lines[0].line.currency if lines else pack.file.currency)
    lines = settled(lines, pack)
    subtotal = sum((line.net for line in lines), zero)
    tax = sum((line.tax for line in lines), zero)
    if (subtotal + tax).minor > MOST:
        raise InvalidInputError("The lines come to more than can be quoted: expected smaller quantities")
    steps: list[dict[str, Any]] = [
        {"step": "line", "item": line.item.id, "net": plain(line.net), "tax": plain(line.tax)} for line in lines
    ]
    steps += [*reduced, {"step": "subtotal", "amount": plain(subtotal)}]
    steps += _taxes(lines, pack, zero)
    steps.append({"step": "total", "amount": plain(subtotal + tax)})
    return Totals(subtotal, tax, subtotal + tax, zero.currency, steps)


def settled(lines: Sequence[Priced], pack: Pack) -> list[Priced]:
    """The lines with the tax that they have as parts of one document."""
    if pack.file.tax.rounding == "line":
        return list(lines)
    shares: dict[int, Money] = {}
    for rate in _rates(lines):
        of_rate = [index for index, line in enumerate(lines) if line.rate == rate]
        due = [lines[index].due for index in of_rate]
        whole = tax_in(sum(due[1:], due[0]), rate, pack.file.tax)
        shares |= dict(zip(of_rate, whole.allocate([amount.minor for amount in due]), strict=True))
    return [with_tax(line, shares[index], pack) for index, line in enumerate(lines)]


def _taxes(lines: Sequence[Priced], pack: Pack, zero: Money) -> list[dict[str, Any]]:
    """One step for each rate that occurs, as an invoice shows them."""
    return [
        tax_step(rate, sum((line.tax for line in lines if line.rate == rate), zero), pack) for rate in _rates(lines)
    ]


def _rates(lines: Sequence[Priced]) -> list[Rate]:
    found: list[Rate] = []
    for line in lines:
        if line.rate not in found:
            found.append(line.rate)
    return found
