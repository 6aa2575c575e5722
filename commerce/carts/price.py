"""What the lines of a cart come to today."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from commerce.pricing.basket import Basket, basket
from commerce.pricing.price import price
from commerce.pricing.terms import Terms
from commerce.pricing.total import total
from commerce.quotes.draft import price_lines


def priced(lines: Sequence[Mapping[str, Any]], pack: Pack, now: datetime) -> Basket:
    """Of ``[{"item", "quantity"}]``; nothing comes to nothing. Raises UnknownItemError, InvalidInputError."""
    if not lines:
        return Basket([], total([], pack), None)
    terms = terms_of(pack, now)
    checked = price_lines(lines, Catalogue(pack), pack)
    return basket([price(line.item, line.quantity, pack, terms) for line in checked], pack, terms)


def terms_of(pack: Pack, now: datetime) -> Terms:
    """Prices hold by the day of the business."""
    return Terms(now.astimezone(ZoneInfo(pack.file.timezone)).date())
