"""What a cart comes to."""

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from commerce.pricing.total import Totals, total
from commerce.quotes.draft import price_lines


def price(lines: Sequence[Mapping[str, Any]], pack: Pack) -> Totals:
    """The totals of ``[{"item", "quantity"}]``; an empty cart comes to nothing."""
    return total(price_lines(lines, Catalogue(pack), pack) if lines else [], pack)
