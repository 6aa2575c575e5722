"""Questions for a part of a car, as customers type them: either language, slips of the pen in most of them."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from commerce.catalogue.catalogue import Catalogue
from commerce.catalogue.generate import Kind, Vehicle, kinds, vehicles
from commerce.packs.items import Item

ASKED = {
    "es": (
        "tienes {part} para un {car}?", "tienen {part} de {car}", "buenas, busco {part} para {car}",
        "precio de {part} para {car} porfa", "hola necesito {part} para mi {car}", "cuánto cuestan {part} para {car}?",
        "que onda, manejan {part} pal {car}?", "{part} {car}", "me cotizas {part} del {car}, gracias",
        "disculpa, hay {part} para {car} en existencia?",
    ),
    "en": (
        "do you have {part} for a {car}?", "looking for {part} for my {car}", "how much are {part} for a {car}",
        "{car} {part}", "need {part} for {car} please", "hi, price on {part} for a {car}?",
    ),
}  # fmt: skip
SLIPPED = 70
"""Percent of the questions with one slip or two."""
_SOUNDS = (("b", "v"), ("v", "b"), ("s", "z"), ("z", "s"), ("c", "s"), ("ll", "y"), ("qu", "k"), ("h", ""), ("j", "g"))
_LONG = 5


@dataclass(frozen=True, slots=True)
class Question:
    """``part`` for ``car`` as they are spelled without slips. ``right``: ids of items any of which answers it."""

    text: str
    language: str
    part: str
    car: Mapping[str, Any]
    right: frozenset[str]


def questions(catalogue: Catalogue, items: list[Item], count: int, seed: int) -> Iterator[Question]:
    """About parts that the catalogue has; ``items`` are those of a generated one."""
    random = Random(seed)
    by_kind: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_kind[item.code.partition("-")[0]].append(item)
    made = 0
    while made < count:
        kind, vehicle = random.choice(kinds()), random.choice(vehicles())
        year = random.randint(vehicle.first, vehicle.last)
        engine = random.choice(vehicle.engines) if random.randrange(4) == 0 else None
        car = {"make": vehicle.make, "model": vehicle.model, "year": year, "engine": engine}
        right = frozenset(item.id for item in by_kind[kind.code] if catalogue.fits(item, car))
        if right:
            yield _question(kind, vehicle, car, right, random)
            made += 1


def _question(kind: Kind, vehicle: Vehicle, car: Mapping[str, Any], right: frozenset[str], random: Random) -> Question:
    language = random.choice(("es", "es", "en"))
    part = random.choice(kind.es if language == "es" else kind.en).lower()
    text = random.choice(ASKED[language]).format(part=part, car=_car(vehicle, car, language, random))
    if random.randrange(100) < SLIPPED:
        for _ in range(random.randint(1, 2)):
            text = slip(text, random)
    return Question(text, language, part, car, right)


def _car(vehicle: Vehicle, car: Mapping[str, Any], language: str, random: Random) -> str:
    year, engine = car["year"], car["engine"]
    named = random.choice((vehicle.model, vehicle.model.lower(), vehicle.name))
    said = f"{year} {named}" if language == "en" and random.randrange(2) else f"{named} {year}"
    if language == "es" and random.randrange(5) == 0:
        said = f"{named} modelo {year}"
    return f"{said} {engine}" if engine else said


def slip(text: str, random: Random) -> str:
    """One slip in one longer word: a letter dropped, doubled, swapped or spelled by its sound, or its accents gone."""
    words = text.split()
    long = [index for index, word in enumerate(words) if len(word) >= _LONG and word.isalpha()]
    if not long:
        return text
    chosen = random.choice(long)
    word, place = words[chosen], random.randrange(1, len(words[chosen]) - 1)
    match random.randrange(5):
        case 0:
            word = word[:place] + word[place + 1 :]
        case 1:
            word = word[:place] + word[place] + word[place:]
        case 2:
            word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case 3:
            word = _by_sound(word, random)
        case _:
            word = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    words[chosen] = word
    return " ".join(words)


def _by_sound(word: str, random: Random) -> str:
    possible = [(written, heard) for written, heard in _SOUNDS if written in word.lower()]
    if not possible:
        return word
    written, heard = random.choice(possible)
    return word.lower().replace(written, heard, 1)
