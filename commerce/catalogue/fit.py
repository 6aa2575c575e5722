"""Whether a part fits a vehicle."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commerce.catalogue.words import fold, squashed
from commerce.packs.items import Fit, Item

_DISPLACEMENT = re.compile(r"\d\.\d")


@dataclass(frozen=True, slots=True)
class Car:
    """A vehicle as parts are compared with it; None and empty are what is not known, which excludes nothing."""

    make: str | None
    model: str | None
    year: int | None
    engine: str | None

    @staticmethod
    def of(vehicle: Mapping[str, Any]) -> "Car":
        """From ``{"make", "model", "year", "engine"}``."""
        make, model, year, engine = (vehicle.get(part) for part in ("make", "model", "year", "engine"))
        return Car(
            None if make is None else squashed(str(make)),
            None if model is None else squashed(str(model)),
            None if year is None else int(year),
            None if engine is None else engine_of(str(engine)),
        )


ANY = Car(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Fitting:
    """One line of what an item fits, ready to be compared."""

    make: str
    model: str
    first: int
    last: int
    engines: frozenset[str]

    @staticmethod
    def of(fit: Fit) -> "Fitting":
        engines = frozenset(engine_of(engine) for engine in fit.engines)
        return Fitting(squashed(fit.make), squashed(fit.model), fit.from_year, fit.to_year, engines)

    def takes(self, car: Car) -> bool:
        return (
            car.make in {None, self.make}
            and car.model in {None, self.model}
            and (car.year is None or self.first <= car.year <= self.last)
            and (car.engine is None or not self.engines or car.engine in self.engines)
        )


def fits(item: Item, vehicle: Mapping[str, Any]) -> bool:
    """Whether ``item`` fits ``{"make", "model", "year", "engine"}``; what is not known of the vehicle does
    not exclude.

    An item that names no vehicle fits any.
    """
    car = Car.of(vehicle)
    return not item.fits or any(Fitting.of(fit).takes(car) for fit in item.fits)


def engine_of(text: str) -> str:
    """``2.5L``, ``2.5 litros`` and ``2.5`` are the same engine."""
    found = _DISPLACEMENT.search(text)
    return found.group() if found else fold(text)
