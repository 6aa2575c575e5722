"""The price of one line: unit price, line, tax, and how each came about."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.packs.taxes import TaxClass
from commerce.pricing.plain import plain
from commerce.pricing.quantity import checked
from commerce.pricing.tax import Rate, rate_of, tax_class_of, tax_in, tax_step
from commerce.pricing.terms import ORDINARY, Terms
from commerce.pricing.unit import unit_in, unit_price
from kit.errors import InvalidInputError
from kit.money import MOST, Money

__all__ = ["Priced", "less", "plain", "price", "tax_class_of", "unit_price"]


@dataclass(frozen=True, slots=True)
class Priced:
    """A quantity of one item.

    ``unit``, ``line`` and ``discount`` are in list-price terms: what the catalogue says, times the quantity, with
    tax where the pack's prices include it. ``net + tax == gross`` always holds to the cent, and so does
    ``line - discount ==`` net or gross, whichever list prices are.
    """

    item: Item
    quantity: int | Decimal
    unit: Money
    line: Money
    discount: Money
    net: Money
    tax: Money
    gross: Money
    rate: Rate
    explanation: list[dict[str, Any]]
    """``{"step": "unit"|"line"|"tax"|"gross", "amount": {"minor", "currency"}, …}``, as one adds up."""

    @property
    def tax_class(self) -> TaxClass:
        return self.rate.tax_class

    @property
    def due(self) -> Money:
        """The line less its discount, in list-price terms."""
        return self.line - self.discount


def price(item: Item, quantity: int | Decimal, pack: Pack, terms: Terms = ORDINARY) -> Priced:
    """Prices ``quantity`` of ``item``; raises InvalidInputError for a quantity that cannot be sold."""
    count = checked(item, quantity)
    unit, moved = unit_in(item, count, pack, terms)
    line = unit.times(count)
    if line.minor > MOST:
        raise InvalidInputError(f"{count} of {item.id} come to more than can be quoted: expected a smaller quantity")
    steps = [
        *moved,
        {"step": "unit", "item": item.id, "code": item.code, "unit": item.unit, "amount": plain(unit)},
        {"step": "line", "quantity": str(count), "amount": plain(line)},
    ]
    zero = Money(0, line.currency)
    bare = Priced(item, count, unit, line, zero, line, zero, line, rate_of(item, pack, terms), steps)
    return with_tax(bare, tax_in(line, bare.rate, pack.file.tax), pack)


def less(priced: Priced, off: Money, step: dict[str, Any], pack: Pack) -> Priced:
    """The line with so much more taken off, and its tax on what is left."""
    cut = replace(priced, discount=priced.discount + off, explanation=[*_before_tax(priced), step])
    return with_tax(cut, tax_in(cut.due, cut.rate, pack.file.tax), pack)


def with_tax(priced: Priced, tax: Money, pack: Pack) -> Priced:
    """The line with that much tax, and what follows from it."""
    due, included = priced.due, pack.file.tax.included
    net, gross = (due - tax, due) if included else (due, due + tax)
    steps = [*_before_tax(priced), tax_step(priced.rate, tax, pack), {"step": "gross", "amount": plain(gross)}]
    return replace(priced, net=net, tax=tax, gross=gross, explanation=steps)


def _before_tax(priced: Priced) -> list[dict[str, Any]]:
    return [step for step in priced.explanation if step["step"] not in {"tax", "gross"}]
