"""Prices what is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.items import Item
from commerce.packs.model import Pack
from commerce.pricing.asked import AS_LISTED, Asked
from commerce.pricing.basket import Basket, basket
from commerce.pricing.coupons import CouponRefusedError
from commerce.pricing.price import Priced, price
from commerce.pricing.terms import ORDINARY, Terms
from commerce.quotes.model import QuoteDraft
from kit.errors import InvalidInputError

MOST_LINES = 50
MOST_OF_ONE = 1_000_000
MOST_OPTIONS = 3


def draft(lines: Sequence[Mapping[str, Any]], pack: Pack, asked: Asked = AS_LISTED) -> QuoteDraft:
    """From ``[{"item": id, "quantity": int}]``.

    Raises UnknownItemError, UnknownCouponError, CouponRefusedError, and InvalidInputError for what cannot be priced
    and for a discount that nobody has agreed to.
    """
    catalogue = Catalogue(pack)
    found = priced_basket(lines, catalogue, pack, asked)
    if found.decision and not found.decision.allowed:
        raise InvalidInputError(f"a discount of {found.decision.off_bp} hundredths of a percent needs an approval")
    return QuoteDraft([plain_line(line) for line in found.lines], found.totals, options(lines, catalogue, pack, asked))


def priced_basket(lines: Sequence[Mapping[str, Any]], catalogue: Catalogue, pack: Pack, asked: Asked) -> Basket:
    """The lines with everything that moves their prices; raises as ``draft`` does, but for the discount."""
    priced = price_lines(lines, catalogue, pack, asked.terms)
    return basket(priced, pack, asked.terms, asked.coupon, asked.discount)


def price_lines(
    lines: Sequence[Mapping[str, Any]], catalogue: Catalogue, pack: Pack, terms: Terms = ORDINARY
) -> list[Priced]:
    if not 1 <= len(lines) <= MOST_LINES:
        raise InvalidInputError(f"{len(lines)} lines cannot be priced: expected 1 to {MOST_LINES}")
    return [price(catalogue.item(str(line["item"])), _quantity(line), pack, terms) for line in lines]


def plain_line(line: Priced) -> dict[str, Any]:
    """The line for records; a measure with decimals as text."""
    return {
        "item": line.item.id,
        "code": line.item.code,
        "name": dict(line.item.name),
        "quantity": str(line.quantity) if line.quantity % 1 else int(line.quantity),
        "unit": line.item.unit,
        "unit_price": line.unit.minor,
        "line": line.line.minor,
        "discount": line.discount.minor,
        "net": line.net.minor,
        "tax": line.tax.minor,
        "gross": line.gross.minor,
        "tax_class": line.tax_class.id,
        "explanation": line.explanation,
    }


def options(lines: Sequence[Mapping[str, Any]], catalogue: Catalogue, pack: Pack, asked: Asked) -> list[dict[str, Any]]:
    """Good, better, best: the whole quote with each thing that competes with the one of its kind that was chosen.

    ``[{"item", "name", "total", "chosen"}]``, cheapest first; empty where nothing competes, or several things do. A
    discount that a person agreed to is for what was chosen, and for nothing else.
    """
    items = [catalogue.item(str(line["item"])) for line in lines]
    places = [place for place, item in enumerate(items) if item.tier or item.family]
    rivals = _rivals(items[places[0]], catalogue) if len(places) == 1 else []
    if len(rivals) < 2:
        return []
    chosen, others = items[places[0]].id, asked.without_approval()
    return [
        _option(rival, lines, places[0], catalogue, pack, asked if rival.id == chosen else others) for rival in rivals
    ]


def _rivals(item: Item, catalogue: Catalogue) -> list[Item]:
    """Materials of the tiers about the chosen one, or the variants of one thing; cheapest first."""
    found = catalogue.options_for(item) if item.tier else catalogue.variants(item)
    return sorted(found, key=lambda other: other.amount)[:MOST_OPTIONS]


def _option(
    item: Item, lines: Sequence[Mapping[str, Any]], place: int, catalogue: Catalogue, pack: Pack, asked: Asked
) -> dict[str, Any]:
    changed = [{**line, "item": item.id} if at == place else line for at, line in enumerate(lines)]
    try:
        whole = priced_basket(changed, catalogue, pack, asked)
    except CouponRefusedError:
        whole = priced_basket(changed, catalogue, pack, asked.without_coupon())
    return {
        "item": item.id,
        "name": dict(item.name),
        "total": whole.totals.total.minor,
        "chosen": item.id == lines[place]["item"],
    }


def _quantity(line: Mapping[str, Any]) -> int:
    quantity = line["quantity"]
    if type(quantity) is not int or not 1 <= quantity <= MOST_OF_ONE:
        raise InvalidInputError(
            f"quantity {quantity!r} of {line['item']} is not valid: expected a whole number, 1 to {MOST_OF_ONE}"
        )
    return quantity
