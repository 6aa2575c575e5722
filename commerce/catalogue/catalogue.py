"""The catalogue of one pack, read only."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from commerce.catalogue.fit import fits
from commerce.catalogue.index import Index
from commerce.catalogue.model import Hit, UnknownCategoryError, UnknownItemError
from commerce.catalogue.search import search
from commerce.packs.model import Category, Item, Pack, Tier
from kit.money import Money

OPTIONS = 3


class Catalogue:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._items = {item.id: item for item in pack.catalogue.items}
        self._categories = {category.id: category for category in pack.catalogue.categories}

    @cached_property
    def _index(self) -> Index:
        return Index(self._pack)

    def knows(self, item: str) -> bool:
        return item in self._items

    def item(self, item: str) -> Item:
        """Raises UnknownItemError."""
        if item not in self._items:
            raise UnknownItemError(f"Item {item!r} is not in the catalogue of {self._pack.id}.")
        return self._items[item]

    def category(self, category: str) -> Category:
        """Raises UnknownCategoryError."""
        if category not in self._categories:
            raise UnknownCategoryError(f"Category {category!r} is not in the catalogue of {self._pack.id}.")
        return self._categories[category]

    def search(
        self,
        words: str,
        language: str,
        vehicle: Mapping[str, Any] | None = None,
        category: str | None = None,
        limit: int = 5,
    ) -> list[Hit]:
        """What the words name, best first; nothing where they name nothing.

        Without words, all that the filters leave.
        """
        wanted = [
            entry
            for entry in self._index.entries
            if (vehicle is None or fits(entry.item, vehicle)) and category in {None, entry.item.category}
        ]
        if not words.strip():
            return [Hit(entry.item, 0.0) for entry in wanted][:limit]
        return search(self._index, wanted, words, language)[:limit]

    def fits(self, item: Item, vehicle: Mapping[str, Any]) -> bool:
        return fits(item, vehicle)

    def tier_for(self, home_value: Money) -> Tier | None:
        """The highest tier that a home of that value reaches; None where the pack has no tiers."""
        reached = [tier for tier in self._pack.catalogue.tiers if not home_value < self._least(tier)]
        return max(reached, key=lambda tier: self._least(tier).minor, default=None)

    def in_tier(self, tier: str) -> list[Item]:
        return [item for item in self._items.values() if item.tier == tier]

    def options_for(self, item: Item, limit: int = OPTIONS) -> list[Item]:
        """Good, better, best: ``item`` and its nearest rivals in price, cheapest first."""
        rivals = [
            other
            for other in self._items.values()
            if (other.category, other.unit, other.kind) == (item.category, item.unit, item.kind) and _rival(other, item)
        ]
        nearest = sorted(rivals, key=lambda other: abs(other.amount - item.amount))[:limit]
        return sorted(nearest, key=lambda other: other.amount)

    def terms(self) -> list[dict[str, Any]]:
        """Every item as a name that customers mention: ``{"id", "names": {language: [name, …]}}``."""
        return [_term(item) for item in self._items.values()]

    def _least(self, tier: Tier) -> Money:
        return Money.parse(tier.min_home_value, self._pack.file.currency)


def _rival(other: Item, item: Item) -> bool:
    """What competes with the item: material tiers with each other, and never a part for another vehicle."""
    return (other.tier is None) == (item.tier is None) and other.fits == item.fits


def _term(item: Item) -> dict[str, Any]:
    names = {
        language: list(dict.fromkeys([name, *item.synonyms.get(language, []), item.code]))
        for language, name in item.name.items()
    }
    return {"id": item.id, "names": names}
