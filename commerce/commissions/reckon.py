"""A commission, line by line, by the rules of the pack."""

from collections.abc import Mapping, Sequence
from typing import Any

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack
from kit.money import Money


def reckon(lines: Sequence[Mapping[str, Any]], person: str, currency: str, pack: Pack) -> list[dict[str, Any]]:
    """``[{"item", "net", "rate_bp", "amount"}]`` for the lines of an order; amounts in minor units, rounded a line."""
    catalogue = Catalogue(pack)
    found = []
    for line in lines:
        rate = _rate(line["item"], person, catalogue, pack)
        amount = Money(line["net"], currency).share(rate).minor
        found.append({"item": line["item"], "net": line["net"], "rate_bp": rate, "amount": amount})
    return found


def _rate(item: str, person: str, catalogue: Catalogue, pack: Pack) -> int:
    rules = pack.file.orders.commissions
    if person in rules.people:
        return rules.people[person]
    category = catalogue.item(item).category if catalogue.knows(item) else ""
    return rules.categories.get(category, rules.rate_bp)
