"""Cities and postal codes of the United States, Mexico and Colombia."""

import re
from collections.abc import Iterator
from functools import lru_cache

from language.embedded.data import cue, load
from language.embedded.entities.world import World, entity
from language.embedded.text import Text, text_of
from language.port import Entity

_NEAR = re.compile(r"\b(?:en|in|de|from|near|cerca de|desde|a|to|hacia|around|ciudad|city|of)\s$")
_STATE = re.compile(rf"{cue('states')}\s$")
_ZIP = re.compile(r"(?<![\w.,$#-])\d{5}(?:-\d{4})?(?![\w-]|[.,]\d)")
_CUED = re.compile(rf"\b{cue('postal_lead')}[ :.#]{{0,3}}(?:is |es )?(\d{{5,6}}(?:-\d{{4}})?)(?!\d)")


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


def find(text: Text, world: World) -> Iterator[Entity]:
    yield from _cities(text, world)
    yield from _codes(text, world)


def _cities(text: Text, world: World) -> Iterator[Entity]:
    table = _table(world.region)
    place = 0
    while place < len(text.tokens):
        begins = text.tokens[place].word in _first_words(world.region)
        size = next((size for size in (4, 3, 2, 1) if _words(text, place, size) in table), 0) if begins else 0
        if size:
            city, doubtful = table[_words(text, place, size)]
            start, end = text.tokens[place].start, text.tokens[place + size - 1].end
            near = _NEAR.search(text.plain, max(0, start - 10), start)
            if near or not doubtful or world.asked("city", "address"):
                yield entity("city", text, start, end, city, 0.9)
        place += size or 1


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
