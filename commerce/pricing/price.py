"""The price of one line: unit price, line, tax, and how each came about."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from commerce.packs.model import Item, Pack, TaxClass
from kit.errors import InvalidInputError
from kit.money import Money

BASIS_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class Priced:
    """A quantity of one item.

    ``unit`` and ``line`` are in list-price terms: what the catalogue says, times the quantity, with tax where
    the pack's prices include it. ``net + tax == gross`` always holds to the cent.
    """

    item: Item
    quantity: int | Decimal
    unit: Money
    line: Money
    net: Money
    tax: Money
    gross: Money
    tax_class: TaxClass
    explanation: list[dict[str, Any]]
    """``{"step": "unit"|"line"|"tax"|"gross", "amount": {"minor", "currency"}, …}``, as one adds up."""


def price(item: Item, quantity: int | Decimal, pack: Pack) -> Priced:
    """Prices ``quantity`` of ``item``; raises InvalidInputError for a quantity that is not above zero."""
    if quantity <= 0:
        raise InvalidInputError(f"quantity {quantity} of {item.id} cannot be priced: expected more than zero")
    unit = unit_price(item, pack)
    line = unit.times(quantity)
    tax_class = tax_class_of(item, pack)
    tax = _tax(line, tax_class, included=pack.file.tax.included)
    net, gross = (line - tax, line) if pack.file.tax.included else (line, line + tax)
    steps = [
        {"step": "unit", "item": item.id, "code": item.code, "unit": item.unit, "amount": plain(unit)},
        {"step": "line", "quantity": str(quantity), "amount": plain(line)},
        tax_step(tax_class, tax, pack),
        {"step": "gross", "amount": plain(gross)},
    ]
    return Priced(item, quantity, unit, line, net, tax, gross, tax_class, steps)


def unit_price(item: Item, pack: Pack) -> Money:
    return Money.parse(item.price, pack.file.currency)


def tax_class_of(item: Item, pack: Pack) -> TaxClass:
    """The item's tax class, or the pack's default; raises InvalidInputError where there is no such class."""
    wanted = item.tax_class or pack.file.tax.default
    found = next((entry for entry in pack.file.tax.classes if entry.id == wanted), None)
    if found is None:
        known = ", ".join(entry.id for entry in pack.file.tax.classes)
        raise InvalidInputError(f"tax class {wanted!r} of {item.id} is not in pack {pack.id}: expected one of {known}")
    return found


def _tax(line: Money, tax_class: TaxClass, *, included: bool) -> Money:
    """The tax on top of the line, or the part of the line that is tax."""
    if included:
        return line.times(Decimal(tax_class.rate_bp) / Decimal(BASIS_POINTS + tax_class.rate_bp))
    return line.share(tax_class.rate_bp)


def tax_step(tax_class: TaxClass, amount: Money, pack: Pack) -> dict[str, Any]:
    """The tax in an explanation, with its rate and whether list prices hold it."""
    return {
        "step": "tax",
        "name": pack.file.tax.name,
        "class": tax_class.id,
        "rate_bp": tax_class.rate_bp,
        "included": pack.file.tax.included,
        "amount": plain(amount),
    }


def plain(amount: Money) -> dict[str, Any]:
    """``{"minor", "currency"}``, for records."""
    return {"minor": amount.minor, "currency": amount.currency}
