"""The tax of an item: by its class, and by the place where the class and the pack's table say so."""

from dataclasses import dataclass
from typing import Any

from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.packs.taxes import Tax, TaxClass
from commerce.pricing.places import place_of
from commerce.pricing.plain import plain
from commerce.pricing.terms import ORDINARY, Terms
from kit.errors import InvalidInputError
from kit.money import Money

MILLION = 1_000_000
PPM_IN_BP = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """``ppm``: millionths, because 6.625 % is no whole number of hundredths. ``place``: whose rate it is."""

    tax_class: TaxClass
    ppm: int
    place: str | None = None


def tax_class_of(item: Item, pack: Pack) -> TaxClass:
    """The item's tax class, or the pack's default; raises InvalidInputError where there is no such class."""
    wanted = item.tax_class or pack.file.tax.default
    found = next((entry for entry in pack.file.tax.classes if entry.id == wanted), None)
    if found is None:
        known = ", ".join(entry.id for entry in pack.file.tax.classes)
        raise InvalidInputError(f"tax class {wanted!r} of {item.id} is not in pack {pack.id}: expected one of {known}")
    return found


def rate_of(item: Item, pack: Pack, terms: Terms = ORDINARY) -> Rate:
    """Raises InvalidInputError for a postal code that is none."""
    tax_class = tax_class_of(item, pack)
    table = pack.file.tax.table
    if tax_class.by_place and table and terms.postal_code:
        place = place_of(table, terms.postal_code)
        if place:
            return Rate(tax_class, place.ppm, place.name)
    return Rate(tax_class, tax_class.rate_bp * PPM_IN_BP)


def tax_in(amount: Money, rate: Rate, tax: Tax) -> Money:
    """The tax on top of the amount, or the part of it that is tax."""
    return amount.part(rate.ppm, MILLION + rate.ppm if tax.included else MILLION, tax.half)


def tax_step(rate: Rate, amount: Money, pack: Pack) -> dict[str, Any]:
    """The tax in an explanation, with its rate and whether list prices hold it."""
    by_place = {"place": rate.place, "rate_ppm": rate.ppm} if rate.place else {"rate_bp": rate.tax_class.rate_bp}
    return {
        "step": "tax",
        "name": pack.file.tax.name,
        "class": rate.tax_class.id,
        **by_place,
        "included": pack.file.tax.included,
        "amount": plain(amount),
    }
