"""What the lines of a cart come to today."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from commerce.pricing.asked import Asked
from commerce.pricing.basket import Basket
from commerce.pricing.terms import Terms
from commerce.pricing.total import total
from commerce.quotes.draft import priced_basket


def priced(lines: Sequence[Mapping[str, Any]], pack: Pack, now: datetime) -> Basket:
    """Of ``[{"item", "quantity"}]``; nothing comes to nothing. Raises UnknownItemError, InvalidInputError."""
    if not lines:
        return Basket([], total([], pack), None)
    return priced_basket(lines, Catalogue(pack), pack, asked_on(pack, now))


def asked_on(pack: Pack, now: datetime) -> Asked:
    """Prices hold by the day of the business."""
    return Asked(Terms(now.astimezone(ZoneInfo(pack.file.timezone)).date()))
