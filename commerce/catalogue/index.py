"""The words of a catalogue, weighted by how much they tell items apart, and where each stands.

Made once for a version of a catalogue and shared by all who search it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commerce.catalogue.cars import Cars
from commerce.catalogue.fit import Car, Fitting
from commerce.catalogue.spelling import Spelling
from commerce.catalogue.words import content_words, squashed
from commerce.packs.items import Category, Item

NAME_WEIGHT = 1.0
OTHER_LANGUAGE_WEIGHT = 0.95
CATEGORY_WEIGHT = 0.75
STEM = 6
"""Letters by which long words of one family are known."""

Places = NDArray[np.int32]
"""Numbers of entries, rising."""
_NOWHERE: Places = np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, a synonym or a category: its words, its language and how much naming it says."""

    words: tuple[str, ...]
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
    fittings: tuple[Fitting, ...]

    def takes(self, car: Car) -> bool:
        return not self.fittings or any(fitting.takes(car) for fitting in self.fittings)


class Index:
    def __init__(self, items: Sequence[Item], categories: Sequence[Category]) -> None:
        named = {category.id: category for category in categories}
        phrases = _Phrases()
        self.entries = [_entry(item, named.get(item.category), phrases) for item in items]
        self.cars = Cars(fit for entry in self.entries for fit in entry.item.fits)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        strong: dict[str, list[int]] = defaultdict(list)
        spread: dict[str, int] = defaultdict(int)
        self._by_model: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            self._by_code[entry.code].append(place)
            for word in entry.strong:
                strong[word].append(place)
            for word in entry.strong | entry.weak:
                spread[word] += 1
            for model in {fitting.model for fitting in entry.fittings}:
                self._by_model[model].append(place)
        self._places = {word: np.array(places, np.int32) for word, places in strong.items()}
        self._for_all = [place for place, entry in enumerate(self.entries) if not entry.fittings]
        self._weights = {word: math.log(1 + len(self.entries) / count) for word, count in spread.items()}
        self.spelling = Spelling(strong)
        self._families: dict[str, list[str]] = defaultdict(list)
        for word in sorted(strong):
            self._families[word[:STEM]].append(word)

    def weight(self, words: Iterable[str]) -> float:
        """How much the words tell together; a word that no item has tells nothing."""
        return sum(self._weights.get(word, 0.0) for word in words)

    def knows(self, word: str) -> bool:
        return word in self._weights

    def kin(self, word: str) -> list[str]:
        """Words of the names that begin alike: ``instalar`` is kin to ``instalación`` and ``install``."""
        return self._families.get(word[:STEM], []) if len(word) >= STEM else []

    def named(self, word: str) -> Places:
        """The entries that the word is a name of, or a part of one."""
        return self._places.get(word, _NOWHERE)

    def coded(self, code: str) -> list[int]:
        return self._by_code.get(code, [])

    def fitting(self, car: Car) -> Places:
        """The entries that fit the car, those that fit every car among them."""
        if car.model is None:
            candidates: Iterable[int] = range(len(self.entries))
        else:
            candidates = sorted([*self._by_model.get(car.model, []), *self._for_all])
        return np.array([place for place in candidates if self.entries[place].takes(car)], np.int32)


class _Phrases:
    """Phrases, each made once: thousands of parts share their names."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, float], Phrase] = {}

    def of(self, language: str, name: str, weight: float) -> Phrase:
        key = (language, name, weight)
        if key not in self._made:
            self._made[key] = Phrase(tuple(content_words(name)), language, weight)
        return self._made[key]


def _entry(item: Item, category: Category | None, phrases: _Phrases) -> Entry:
    named = [(language, name, NAME_WEIGHT) for language, name in item.name.items()]
    named += [(language, name, NAME_WEIGHT) for language, names in item.synonyms.items() for name in names]
    if category:
        named += [(language, name, CATEGORY_WEIGHT) for language, name in category.name.items()]
    made = tuple(phrases.of(language, name, weight) for language, name, weight in named)
    strong = frozenset(word for phrase in made for word in phrase.words)
    fittings = tuple(Fitting.of(fit) for fit in item.fits)
    kept = tuple(phrase for phrase in made if phrase.words)
    return Entry(item, squashed(item.code), kept, strong, _weak(item) - strong, fittings)


def _weak(item: Item) -> frozenset[str]:
    vehicles = [f"{fit.make} {fit.model}" for fit in item.fits]
    texts = [*item.description.values(), *item.attributes.values(), *item.options.values(), *vehicles]
    texts += [text for benefit in item.benefits for text in benefit.values()]
    return frozenset(word for text in texts for word in content_words(text))
