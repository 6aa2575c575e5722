"""The sum of several lines. Tax is rounded on each line, so that the lines always add up to the total."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commerce.packs.model import Pack
from commerce.pricing.price import Priced, plain, tax_step
from kit.money import Money


@dataclass(frozen=True, slots=True)
class Totals:
    """``subtotal`` is without tax; ``subtotal + tax == total``."""

    subtotal: Money
    tax: Money
    total: Money
    currency: str
    explanation: list[dict[str, Any]]


def total(lines: Sequence[Priced], pack: Pack) -> Totals:
    """Adds the lines up; no lines add up to nothing."""
    zero = Money(0, pack.file.currency)
    subtotal = sum((line.net for line in lines), zero)
    tax = sum((line.tax for line in lines), zero)
    steps: list[dict[str, Any]] = [
        {"step": "line", "item": line.item.id, "net": plain(line.net), "tax": plain(line.tax)} for line in lines
    ]
    steps.append({"step": "subtotal", "amount": plain(subtotal)})
    steps.extend(_by_class(lines, pack, zero))
    steps.append({"step": "total", "amount": plain(subtotal + tax)})
    return Totals(subtotal, tax, subtotal + tax, pack.file.currency, steps)


def _by_class(lines: Sequence[Priced], pack: Pack, zero: Money) -> list[dict[str, Any]]:
    """One step for each tax class that occurs, as an invoice shows them."""
    classes = {line.tax_class.id: line.tax_class for line in lines}
    return [
        tax_step(tax_class, sum((line.tax for line in lines if line.tax_class.id == name), zero), pack)
        for name, tax_class in classes.items()
    ]
