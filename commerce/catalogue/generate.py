"""A believable catalogue of auto parts, the same for the same seed. To try things on, never to fit a car."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from kit.errors import InvalidInputError

_FOLDER = Path(__file__).parent / "generated"
COLUMNS = (
    "code", "name.es", "name.en", "category", "unit", "price", "stock", "attributes.brand",
    "synonyms.es", "synonyms.en", "fits", "images",
)  # fmt: skip
IMAGES = "https://www.tuercaymedia.example/piezas"


@dataclass(frozen=True, slots=True)
class Vehicle:
    make: str
    model: str
    first: int
    last: int
    engines: tuple[str, ...]
    level: int
    """Percent of the price level of an ordinary car."""

    @property
    def name(self) -> str:
        return self.model if self.model.startswith(self.make) else f"{self.make} {self.model}"

    @property
    def years(self) -> str:
        return f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A part by what it is. ``es`` and ``en`` are its name and its other names."""

    code: str
    category: str
    unit: str
    price: int
    es: tuple[str, ...]
    en: tuple[str, ...]
    by_engine: bool


def generate(rows: int, seed: int) -> Iterator[dict[str, str]]:
    """``rows`` rows by column, each part of each car once before any comes in a second brand.

    Raises InvalidInputError for more rows than there are parts, cars and brands.
    """
    random = Random(seed)
    made = _combinations()
    most = len(made) * len(brands())
    if not 1 <= rows <= most:
        raise InvalidInputError(f"{rows} rows cannot be generated: expected 1 to {most}")
    numbers = {kind.code: count(random.randrange(10_000, 20_000)) for kind in kinds()}
    for start in range(0, rows, len(made)):
        random.shuffle(made)
        for kind, vehicle, engines in made[: rows - start]:
            yield _row(kind, vehicle, engines, next(numbers[kind.code]), start // len(made), random)


@lru_cache(maxsize=1)
def vehicles() -> tuple[Vehicle, ...]:
    return tuple(
        Vehicle(make, model, first, last, tuple(engines), level)
        for make, model, first, last, engines, level in _load("vehicles")
    )


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(part["code"], part["category"], part["unit"], part["price"], tuple(part["es"]), tuple(part["en"]),
             part.get("by_engine", False))
        for part in _load("parts")["parts"]
    )  # fmt: skip


@lru_cache(maxsize=1)
def brands() -> tuple[str, ...]:
    return tuple(_load("parts")["brands"])


def _combinations() -> list[tuple[Kind, Vehicle, tuple[str, ...]]]:
    return [
        (kind, vehicle, engines)
        for kind, vehicle in product(kinds(), vehicles())
        for engines in ([(engine,) for engine in vehicle.engines] if kind.by_engine else [vehicle.engines])
    ]


def _row(
    kind: Kind, vehicle: Vehicle, engines: tuple[str, ...], number: int, round_: int, random: Random
) -> dict[str, str]:
    brand = brands()[(random.randrange(len(brands())) + round_) % len(brands())]
    code = f"{kind.code}-{number}"
    car = f"{vehicle.name} {vehicle.years}" + (f" {engines[0]}" if kind.by_engine else "")
    return {
        "code": code,
        "name.es": f"{kind.es[0]} {brand} para {car}",
        "name.en": f"{brand} {kind.en[0]} for {car}",
        "category": kind.category,
        "unit": kind.unit,
        "price": str(_price(kind, vehicle, random)),
        "stock": str(max(0, random.randrange(-2, 25))),
        "attributes.brand": brand,
        "synonyms.es": "|".join(kind.es),
        "synonyms.en": "|".join(kind.en),
        "fits": f"{vehicle.make}:{vehicle.model}:{vehicle.years}:{'/'.join(engines)}",
        "images": f"{IMAGES}/{code.lower()}.jpg",
    }


def _price(kind: Kind, vehicle: Vehicle, random: Random) -> int:
    """Whole pesos: the level of the car, and a fifth more or less."""
    exact = kind.price * vehicle.level * random.randrange(80, 121) // 10_000
    return max(5, exact - exact % 5)


def _load(name: str) -> Any:
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
