"""The catalogue of one tenant, read only: what its pack lists, and what was loaded from files."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from commerce.catalogue.fit import ANY, Car, fits
from commerce.catalogue.index import Index, Places
from commerce.catalogue.model import Hit, UnknownCategoryError, UnknownItemError
from commerce.catalogue.search import search
from commerce.catalogue.words import squashed
from commerce.packs.items import Category, Item, Tier
from commerce.packs.model import Pack
from kit.money import Money

OPTIONS = 3


class Catalogue:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._own = {item.id: item for item in pack.catalogue.items}
        self._categories = {category.id: category for category in pack.catalogue.categories}

    @cached_property
    def _index(self) -> Index:
        return Index(list(self._every()), self._pack.catalogue.categories)

    def prepare(self) -> None:
        """Makes what searching needs, so that no customer waits for it: about a second for 10,000 items."""
        self._index  # noqa: B018 - kept by the property

    def knows(self, item: str) -> bool:
        return item in self._own or item in self._pack.products

    def item(self, item: str) -> Item:
        """Raises UnknownItemError."""
        found = self._own.get(item) or self._pack.products.get(item)
        if found is None:
            raise UnknownItemError(f"Item {item!r} is not in the catalogue of {self._pack.id}.")
        return found

    def coded(self, code: str) -> Item | None:
        """The item with that code, however it is punctuated."""
        key = squashed(code)
        return next((item for item in self._every() if squashed(item.code) == key), None)

    def called(self, product: str) -> Item:
        """The item with that id or that code; raises UnknownItemError for what is neither."""
        coded = None if self.knows(product) else self.coded(product)
        return coded or self.item(product)

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

        A vehicle that is not given is read from the words. Without words, all that the filters leave.
        """
        read = self._index.cars.read(words) if vehicle is None else None
        among = self._among(Car.of(vehicle) if vehicle is not None else read.car if read else None, category)
        text = read.rest if read else words
        if not text.strip() and not read:
            return [Hit(self._index.entries[place].item, 0.0) for place in self._first(among, limit)]
        return search(self._index, among, text, language)[:limit]

    def _among(self, car: Car | None, category: str | None) -> Places | None:
        """The entries that the filters leave; None where there are no filters."""
        if car is None and category is None:
            return None
        places = self._index.fitting(car or ANY)
        if category is None:
            return places
        return np.array([place for place in places if self._index.entries[place].item.category == category], np.int32)

    def _first(self, among: Places | None, limit: int) -> list[int]:
        return list(range(min(limit, len(self._index.entries)))) if among is None else among[:limit].tolist()

    def variants(self, item: Item) -> list[Item]:
        """The items of its family, itself among them, in catalogue order; itself alone where it has none."""
        if item.family is None:
            return [item]
        return [other for other in self._every() if other.family == item.family]

    def fits(self, item: Item, vehicle: Mapping[str, Any]) -> bool:
        return fits(item, vehicle)

    def tier_for(self, home_value: Money) -> Tier | None:
        """The highest tier that a home of that value reaches; None where the pack has no tiers."""
        reached = [tier for tier in self._pack.catalogue.tiers if not home_value < self._least(tier)]
        return max(reached, key=lambda tier: self._least(tier).minor, default=None)

    def in_tier(self, tier: str) -> list[Item]:
        """The materials that suit homes of that tier, cheapest first."""
        return sorted((item for item in self._every() if item.tier == tier), key=lambda item: item.amount)

    def options_for(self, item: Item, limit: int = OPTIONS) -> list[Item]:
        """Good, better, best: ``item`` and its nearest rivals in price, cheapest first."""
        rivals = [
            other
            for other in self._every()
            if (other.category, other.unit, other.kind) == (item.category, item.unit, item.kind) and _rival(other, item)
        ]
        nearest = sorted(rivals, key=lambda other: abs(other.amount - item.amount))[:limit]
        return sorted(nearest, key=lambda other: other.amount)

    def terms(self) -> list[dict[str, Any]]:
        """Every item of the pack as a name that customers mention: ``{"id", "names": {language: [name, …]}}``.

        What was loaded from files is found by ``search``: thousands of names that differ by a car are no names to
        listen for.
        """
        return [_term(item) for item in self._pack.catalogue.items]

    def _every(self) -> Iterator[Item]:
        yield from self._own.values()
        yield from self._pack.products.values()

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
