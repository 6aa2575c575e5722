"""Prices what is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Item, Pack
from commerce.pricing.price import Priced, price
from commerce.pricing.total import total
from commerce.quotes.model import QuoteDraft
from kit.errors import InvalidInputError

MOST_LINES = 50
MOST_OF_ONE = 1_000_000


def draft(lines: Sequence[Mapping[str, Any]], pack: Pack) -> QuoteDraft:
    """From ``[{"item": id, "quantity": int}]``.

    Raises UnknownItemError, and InvalidInputError for what cannot be priced.
    """
    catalogue = Catalogue(pack)
    priced = price_lines(lines, catalogue, pack)
    options = _options(priced[0], catalogue, pack) if len(priced) == 1 else []
    return QuoteDraft([plain_line(line) for line in priced], total(priced, pack), options)


def price_lines(lines: Sequence[Mapping[str, Any]], catalogue: Catalogue, pack: Pack) -> list[Priced]:
    if not 1 <= len(lines) <= MOST_LINES:
        raise InvalidInputError(f"{len(lines)} lines cannot be priced: expected 1 to {MOST_LINES}")
    return [price(catalogue.item(str(line["item"])), _quantity(line), pack) for line in lines]


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
        "net": line.net.minor,
        "tax": line.tax.minor,
        "gross": line.gross.minor,
        "tax_class": line.tax_class.id,
        "explanation": line.explanation,
    }


def _quantity(line: Mapping[str, Any]) -> int:
    quantity = line["quantity"]
    if type(quantity) is not int or not 1 <= quantity <= MOST_OF_ONE:
        raise InvalidInputError(
            f"quantity {quantity!r} of {line['item']} is not valid: expected a whole number, 1 to {MOST_OF_ONE}"
        )
    return quantity


def _options(chosen: Priced, catalogue: Catalogue, pack: Pack) -> list[dict[str, Any]]:
    """Good, better, best for a material that comes in tiers: the same quantity of each."""
    if chosen.item.tier is None:
        return []
    return [_option(item, chosen, pack) for item in catalogue.options_for(chosen.item)]


def _option(item: Item, chosen: Priced, pack: Pack) -> dict[str, Any]:
    gross = price(item, chosen.quantity, pack).gross
    return {
        "item": item.id,
        "name": dict(item.name),
        "total": gross.minor,
        "chosen": item.id == chosen.item.id,
    }
