"""Cars by make, model, year and engine, from a table of those common in Mexico, Colombia and the United States."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from language.embedded.data import load
from language.embedded.entities.cities import is_city
from language.embedded.entities.world import World, entity
from language.embedded.text import Text, text_of
from language.port import Entity

_YEAR = r"(?<![\d.,$])(?:19[6-9]\d|20[0-4]\d)(?![\d.,]\d|\d|\s?(?:pesos|usd|sq|m2|mil\b))"
_AFTER = re.compile(
    rf"[^?!;\n]{{0,28}}?(?P<year>{_YEAR})|\s(?:(?:modelo|mod|del|ano)\s)?'?(?P<short>[019]\d|2[0-9])(?![\w.,:/%])"
)
_YEAR_NEXT = re.compile(rf"\s(?:(?:del?|modelo|mod|ano)\s){{0,2}}{_YEAR}")
_BEFORE = re.compile(rf"(?P<year>{_YEAR})[\s,]{{1,2}}$")
_ENGINE = re.compile(
    r"(?<![\d.$])(?P<litres>[1-8]\.\d)(?!\d|\.\d|\s?mill)\s?(?:l|lts?|litros?|liters?)?\b|\bv-?(?P<v>6|8|10|12)\b"
)
_PLACED = re.compile(r"\b(?:en|in|from|near|to|hacia|desde|cerca de)\s$")
_SLIP = 86.0


@dataclass(frozen=True, slots=True)
class Car:
    """``doubtful``: the name is also an ordinary word and needs a make or a year beside it. ``bound``: a make."""

    make: str
    model: str | None
    doubtful: bool
    bound: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    car: Car
    start: int
    end: int


Names = dict[tuple[str, ...], list[Car]]


@lru_cache(maxsize=1)
def _names() -> Names:
    """Makes and models by the words of their names."""
    table = load("vehicles")
    doubtful, bound = set(table["ambiguous"]), set(table["needs_make"])
    names: Names = {}
    for make, entry in table["makes"].items():
        for name in (make, *entry["aliases"]):
            names.setdefault(tuple(text_of(name).words()), []).append(Car(make, None, name in doubtful, bound=False))
        for model, aliases in entry["models"].items():
            for name in (model, *aliases):
                car = Car(make, model, name in doubtful, name in bound or name.isdigit())
                names.setdefault(tuple(text_of(name).words()), []).append(car)
    return names


@lru_cache(maxsize=1)
def _models_by_word() -> dict[str, tuple[str, ...]]:
    """Models of one longer word, for slips of the pen."""
    return {name[0]: name for name, cars in _names().items() if len(name) == 1 and len(name[0]) > 4 and cars[0].model}


def find(text: Text, world: World) -> Iterator[Entity]:
    place = 0
    found = False
    while place < len(text.tokens):
        hit, place = _next(text, place, world)
        if hit is None:
            continue
        found = True
        yield _told(text, hit, world)
    if not found and world.asked("vehicle"):
        yield from _details(text)


def _next(text: Text, place: int, world: World) -> tuple[_Hit | None, int]:
    """The car whose name begins at token ``place``, and where to look on."""
    named = _longest(text, place)
    if named is None:
        return _slipped(text, place, world), place + 1
    cars, size = named
    make = next((car for car in cars if car.model is None), None)
    follower = _longest(text, place + size) or _slip_at(text, place + size) if make else None
    if make and follower:
        model = next((car for car in follower[0] if car.model and car.make == make.make), None)
        if model:
            end = place + size + follower[1]
            return _hit(text, model, place, end), end
    car = next((car for car in cars if car.model), cars[0])
    hit = _hit(text, car, place, place + size)
    return (hit if _is_sure(text, hit, world) else None), place + size


def _hit(text: Text, car: Car, first: int, end: int) -> _Hit:
    return _Hit(car, text.tokens[first].start, text.tokens[end - 1].end)


def _longest(text: Text, place: int) -> tuple[list[Car], int] | None:
    words = [token.word for token in text.tokens[place : place + 4]]
    for size in range(len(words), 0, -1):
        cars = _names().get(tuple(words[:size]))
        if cars:
            return cars, size
    return None


def _slip_at(text: Text, place: int) -> tuple[list[Car], int] | None:
    """A model with a letter or two wrong."""
    from rapidfuzz import fuzz, process

    word = text.tokens[place].word if place < len(text.tokens) else ""
    if len(word) < 4 or word.isdigit():
        return None
    best = process.extractOne(word, list(_models_by_word()), scorer=fuzz.ratio, score_cutoff=_SLIP)
    return (_names()[_models_by_word()[best[0]]], 1) if best else None


def _slipped(text: Text, place: int, world: World) -> _Hit | None:
    """A slip counts only where a year stands beside it or a car was asked for."""
    after = text.tokens[place].end
    if not (world.asked("vehicle") or re.match(rf"\s(?:del |modelo |ano )?{_YEAR}", text.plain[after : after + 16])):
        return None
    named = _slip_at(text, place)
    return _hit(text, named[0][0], place, place + 1) if named else None


def _is_sure(text: Text, hit: _Hit, world: World) -> bool:
    if hit.car.bound or _is_place(text, hit):
        return False
    if not hit.car.doubtful or world.asked("vehicle"):
        return True
    before = _BEFORE.search(text.plain, max(0, hit.start - 6), hit.start)
    return before is not None or _YEAR_NEXT.match(text.plain, hit.end) is not None


def _is_place(text: Text, hit: _Hit) -> bool:
    """ "Estoy en Tucson": a model that is called as a city is one."""
    placed = _PLACED.search(text.plain, max(0, hit.start - 10), hit.start)
    return placed is not None and is_city(text.plain[hit.start : hit.end]) and not _YEAR_NEXT.match(text.plain, hit.end)


def _told(text: Text, hit: _Hit, world: World) -> Entity:
    start, end = hit.start, hit.end
    after = _AFTER.match(text.plain, hit.end, hit.end + 36)
    before = _BEFORE.search(text.plain, max(0, hit.start - 6), hit.start)
    engine = _ENGINE.search(text.plain, hit.end, hit.end + 40)
    year = None
    if before:
        year, start = int(before["year"]), before.start()
    elif after and (after["year"] or hit.car.model):
        year, end = _year(after, world.now.year), after.end()
    if engine and "?" not in text.plain[hit.end : engine.start()]:
        end = max(end, engine.end())
    else:
        engine = None
    value = {"make": hit.car.make, "model": hit.car.model, "year": year, "engine": _engine(engine)}
    return entity("vehicle", text, start, end, value, 0.95 if hit.car.model else 0.8)


def _year(found: re.Match[str], now: int) -> int:
    if found["year"]:
        return int(found["year"])
    short = int(found["short"])
    return 2000 + short if 2000 + short <= now + 1 else 1900 + short


def _engine(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    return found["litres"] or f"V{found['v']}"


def _details(text: Text) -> Iterator[Entity]:
    """A year or an engine alone, in answer to a question about the car."""
    year = re.search(_YEAR, text.plain)
    engine = _ENGINE.search(text.plain)
    parts = [found for found in (year, engine) if found]
    if parts:
        start, end = min(found.start() for found in parts), max(found.end() for found in parts)
        value = {
            "make": None,
            "model": None,
            "year": int(year.group()) if year else None,
            "engine": _engine(engine),
        }
        yield entity("vehicle", text, start, end, value, 0.8)
