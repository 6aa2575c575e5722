"""The words of a catalogue, weighted by how much they tell items apart."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from commerce.catalogue.words import content_words, squashed
from commerce.packs.model import Category, Item, Pack

NAME_WEIGHT = 1.0
OTHER_LANGUAGE_WEIGHT = 0.95
CATEGORY_WEIGHT = 0.75
STEM = 6
"""Letters by which long words of one family are known."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, a synonym or a category: its words, its language and how much naming it says."""

    words: frozenset[str]
    language: str
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the ways to call it. ``weak`` words support a match but do not make one."""

    item: Item
    code: str
    phrases: tuple[Phrase, ...]
    strong: frozenset[str]
    weak: frozenset[str]


class Index:
    def __init__(self, pack: Pack) -> None:
        categories = {category.id: category for category in pack.catalogue.categories}
        self.entries = [_entry(item, categories.get(item.category)) for item in pack.catalogue.items]
        counts = Counter(word for entry in self.entries for word in entry.strong | entry.weak)
        size = len(self.entries)
        self._weights = {word: math.log(1 + size / count) for word, count in counts.items()}
        self.vocabulary = sorted({word for entry in self.entries for word in entry.strong})
        self._families: dict[str, list[str]] = defaultdict(list)
        for word in self.vocabulary:
            self._families[word[:STEM]].append(word)

    def weight(self, words: Iterable[str]) -> float:
        """How much the words tell together; a word that no item has tells nothing."""
        return sum(self._weights.get(word, 0.0) for word in words)

    def knows(self, word: str) -> bool:
        return word in self._weights

    def kin(self, word: str) -> list[str]:
        """Words of the names that begin alike: ``instalar`` is kin to ``instalación`` and ``install``."""
        return self._families.get(word[:STEM], []) if len(word) >= STEM else []


def _entry(item: Item, category: Category | None) -> Entry:
    named = [(language, name, NAME_WEIGHT) for language, name in item.name.items()]
    named += [(language, name, NAME_WEIGHT) for language, names in item.synonyms.items() for name in names]
    if category:
        named += [(language, name, CATEGORY_WEIGHT) for language, name in category.name.items()]
    phrases = tuple(_phrase(language, name, weight) for language, name, weight in named)
    strong = frozenset(word for phrase in phrases for word in phrase.words)
    return Entry(item, squashed(item.code), tuple(p for p in phrases if p.words), strong, _weak(item) - strong)


def _phrase(language: str, name: str, weight: float) -> Phrase:
    return Phrase(frozenset(content_words(name)), language, weight)


def _weak(item: Item) -> frozenset[str]:
    vehicles = [f"{fit.make} {fit.model}" for fit in item.fits]
    texts = [*item.description.values(), *item.attributes.values(), *vehicles]
    texts += [text for benefit in item.benefits for text in benefit.values()]
    return frozenset(word for text in texts for word in content_words(text))
