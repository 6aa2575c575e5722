"""The vehicles that a catalogue has parts for, read from a customer's words by their own names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from commerce.catalogue.fit import Car, engine_of
from commerce.catalogue.spelling import Spelling
from commerce.catalogue.words import squashed, words_of
from commerce.packs.items import Fit

LONGEST_NAME = 4
"""Words of a model's name."""
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
_SHORT_YEAR = re.compile(r"\d\d")
_ENGINE = re.compile(r"[1-8]\.\d")
_BEFORE = frozenset("para pa pal de del al mi un una su tu la el for my a the".split())  # noqa: SIM905
"""What leads to the name of a car: a name that is also a word (``escape``, ``spark``) is a car only after one of
these, or beside a make, a year or an engine."""
_MODEL_YEAR = frozenset({"modelo", "mod", "ano", "year"})
_OF_THE_YEAR = _MODEL_YEAR | {"del", "de"}


@dataclass(frozen=True, slots=True)
class Read:
    """The car, and the words that are left when those that told it are gone."""

    car: Car
    rest: str


class Cars:
    def __init__(self, fits: Iterable[Fit]) -> None:
        self._makes: dict[str, set[str]] = {}
        for fit in fits:
            self._makes.setdefault(squashed(fit.model), set()).add(squashed(fit.make))
        self._names = {make for makes in self._makes.values() for make in makes}
        self._model_slips = Spelling(self._makes)
        self._make_slips = Spelling(self._names)

    def read(self, text: str) -> Read | None:
        """The first car that is surely meant; one with its year before one without."""
        words = words_of(text)
        found = [read for place in range(len(words)) if (read := self._at(words, place))]
        return min(found, key=lambda read: read.car.year is None, default=None)

    def _at(self, words: list[str], place: int) -> Read | None:
        for size in range(min(LONGEST_NAME, len(words) - place), 0, -1):
            said = "".join(words[place : place + size])
            if said in self._makes:
                return self._sure(words, place, place + size, said)
        size = 2 if re.fullmatch(r"[0-9]{1,2}", "".join(words[place + 1 : place + 2])) else 1
        for end in range(place + size, place, -1):
            if slipped := self._model_slips.nearest("".join(words[place:end])):
                return self._sure(words, place, end, slipped[0][0])
        return None

    def _sure(self, words: list[str], start: int, end: int, model: str) -> Read | None:
        first = start
        make = self._make(words[start - 1]) if start else None
        if make is not None:
            first -= 1
        car = Car(make if make in self._makes[model] else None, model, None, None)
        if first and _YEAR.fullmatch(words[first - 1]):
            car, first = replace(car, year=int(words[first - 1])), first - 1
        car, last = _with_details(words, end, car)
        led = first > 0 and words[first - 1] in _BEFORE
        plain = "".join(words[start:end]) == model and not model.isdigit()
        told = car.make or car.year or car.engine or (led and plain)
        return Read(car, " ".join([*words[:first], *words[last:]])) if told else None

    def _make(self, said: str) -> str | None:
        if said in self._names:
            return said
        slipped = self._make_slips.nearest(said)
        return slipped[0][0] if slipped else None


def _with_details(words: list[str], place: int, car: Car) -> tuple[Car, int]:
    """The car with the year and the engine that follow its name, and where they end."""
    while place < len(words):
        word = words[place]
        if car.year is None and _YEAR.fullmatch(word):
            car = replace(car, year=int(word))
        elif car.year is None and _SHORT_YEAR.fullmatch(word):
            car = replace(car, year=_full_year(int(word)))
        elif car.engine is None and _ENGINE.match(word):
            car = replace(car, engine=engine_of(word))
        elif not _leads_to_year(word, "".join(words[place + 1 : place + 2])):
            break
        place += 1
    return car, place


def _leads_to_year(word: str, following: str) -> bool:
    """``modelo 15`` is a year; ``de 15`` may be anything."""
    return (word in _OF_THE_YEAR and _YEAR.fullmatch(following) is not None) or (
        word in _MODEL_YEAR and _SHORT_YEAR.fullmatch(following) is not None
    )


def _full_year(short: int) -> int:
    return 2000 + short if short < 50 else 1900 + short
