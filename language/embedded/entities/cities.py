"""Cities and postal codes of the United States, Mexico and Colombia."""

import re
from collections.abc import Iterator
from functools import lru_cache

from language.embedded.data import cue, load
from language.embedded.entities.terms import sound
from language.embedded.entities.world import World, entity
from language.embedded.text import Text, text_of
from language.port import Entity

_NEAR = re.compile(
    r"\b(?:en|in|de|from|near|cerca de|desde|a|to|hacia|around|ciudad|city|of|serve|servicing|cover|outside)\s$"
)
_NO_CITY = re.compile(rf"\b{cue('not_a_city_after')}\s$")
_STATE = re.compile(rf"{cue('states')}\s$")
_OF_STATE = re.compile(rf",?\s{cue('states')}\b(?:\.|,|\?|!|$|\s)")
_ZIP = re.compile(r"(?<![\w.,$#-])\d{5}(?:-\d{4})?(?![\w-]|[.,]\d)")
_CUED = re.compile(rf"\b{cue('postal_lead')}[ :.#]{{0,3}}(?:is |es )?(\d{{5,6}}(?:-\d{{4}})?)(?!\d)")
_TOWN = re.compile(rf"(?P<town>[A-Z][a-z]{{2,15}}(?:\s[A-Z][a-z]{{2,15}}){{0,2}}),\s?(?i:{cue('states')})\b")
"""A town of the United States that is in no table: its state follows it."""
_LONGEST_ANSWER = 4


@lru_cache(maxsize=4)
def _table(region: str) -> dict[tuple[str, ...], tuple[str, bool]]:
    """Words of a name to the city and whether the name is doubtful; the region's own cities come first."""
    cities: dict[tuple[str, ...], tuple[str, bool]] = {}
    table = load("cities")
    for country in sorted(table, key=lambda country: (country != region, country)):
        for city, entry in table[country].items():
            for name in (city, *entry["aliases"]):
                cities.setdefault(tuple(text_of(name).words()), (city, entry["doubtful"]))
    return cities


@lru_cache(maxsize=4)
def _first_words(region: str) -> frozenset[str]:
    return frozenset(name[0] for name in _table(region))


@lru_cache(maxsize=4)
def _by_sound(region: str) -> dict[str, str]:
    names = {" ".join(map(sound, words)): city for words, (city, _) in reversed(_table(region).items())}
    return {heard: city for heard, city in names.items() if len(heard) > 3}


def is_city(plain: str) -> bool:
    return tuple(plain.split()) in _table("")


def city_at(text: Text, place: int, region: str) -> tuple[str, bool, int] | None:
    """The city whose name begins at token ``place``, whether the name is doubtful, and its number of words."""
    if place >= len(text.tokens) or text.tokens[place].word not in _first_words(region):
        return None
    table = _table(region)
    size = next((size for size in (4, 3, 2, 1) if _words(text, place, size) in table), 0)
    return (*table[_words(text, place, size)], size) if size else None


def find(text: Text, world: World) -> Iterator[Entity]:
    found = list(_cities(text, world)) or list(_towns(text, world))
    yield from found or _heard(text, world)
    yield from _codes(text, world)


def _cities(text: Text, world: World) -> Iterator[Entity]:
    place = 0
    while place < len(text.tokens):
        hit = city_at(text, place, world.region)
        if hit:
            city, doubtful, size = hit
            start, end = text.tokens[place].start, text.tokens[place + size - 1].end
            if _NO_CITY.search(text.plain, max(0, start - 20), start):
                place += size
                continue
            if not doubtful or world.asked("city", "address") or _is_placed(text, start, end, world.region):
                yield entity("city", text, start, end, city, 0.9)
        place += hit[2] if hit else 1


def _is_placed(text: Text, start: int, end: int, region: str) -> bool:
    near = _NEAR.search(text.plain, max(0, start - 10), start)
    return near is not None or (region == "US" and _OF_STATE.match(text.plain, end) is not None)


def _towns(text: Text, world: World) -> Iterator[Entity]:
    if world.region == "US":
        for found in _TOWN.finditer(text.clean):
            yield entity("city", text, *found.span("town"), found["town"], 0.8)


def _heard(text: Text, world: World) -> Iterator[Entity]:
    """A city that was asked for, written as it sounds."""
    if not world.asked("city") or len(text.tokens) > _LONGEST_ANSWER:
        return
    for token in text.tokens:
        city = _by_sound(world.region).get(sound(token.word))
        if city:
            yield entity("city", text, token.start, token.end, city, 0.8)
            return


def _words(text: Text, place: int, size: int) -> tuple[str, ...]:
    words = tuple(token.word for token in text.tokens[place : place + size])
    return words if len(words) == size else ()


def _codes(text: Text, world: World) -> Iterator[Entity]:
    cued = [found.span(1) for found in _CUED.finditer(text.plain)]
    for start, end in cued:
        yield entity("postal_code", text, start, end, text.clean[start:end], 0.97)
    for found in _ZIP.finditer(text.plain):
        if found.span() in cued:
            continue
        after_state = world.region == "US" and _STATE.search(text.plain, max(0, found.start() - 3), found.start())
        if after_state or world.asked("postal_code"):
            yield entity("postal_code", text, *found.span(), found.group(), 0.9)
