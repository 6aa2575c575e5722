"""Street addresses as they are written in the United States, Mexico and Colombia."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.embedded.data import cue
from language.embedded.entities.cities import city_at
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_SIDE = rf"(?:\s{cue('side')}\b)?"
_UNITED_STATES = re.compile(
    r"(?<![\w$.,#-])\d{1,6}\s(?:[nsew]\.?\s|(?:north|south|east|west)\s)?"
    rf"(?:{cue('street_numbered')}\s\d{{1,4}}\b"
    rf"|(?:(?!{cue('not_in_street')}\b)[a-z0-9'.]{{1,20}}\s){{1,4}}?{cue('street_suffix')}\b\.?)"
)
_TAIL_US = re.compile(
    r"(?:,?\s(?:apt|apartment|unit|suite|ste|#)\.?\s?#?[\w-]{1,6})?"
    r"(?:,?\s(?!and\b|but\b|it\b)[a-z.]{2,16}(?:\s[a-z]{2,16})?,\s?[a-z]{2}\b)?"
    r"(?:,?\s[a-z]{2}\b(?=\s\d{5}))?(?:,?\s\d{5}(?:-\d{4})?)?"
)
_GOES_ON = re.compile(rf"\s(?!{cue('after_street')}\b)[a-z]")
"""A word right after the street that belongs to a sentence: "1 bad road trip"."""
_TOWN = re.compile(r",\s?(?P<town>[A-Z][a-z]{2,15}(?:\s[A-Z][a-z]{2,15}){0,2})(?=[.!?]?\s*$)")
_COLOMBIA = re.compile(
    rf"\b{cue('street_colombia')}\s?\d{{1,3}}\s?[a-z]?(?:\s?bis)?{_SIDE}\s?"
    rf"(?:#|no\.?|nro\.?|numero|num\.?|con|n°)?\s?\d{{1,3}}\s?[a-z]?{_SIDE}\s?-?\s?(?<=[\s-])\d{{1,3}}{_SIDE}(?!\w)"
)
_MEXICO = re.compile(
    rf"\b{cue('street_mexico')}\s(?:(?!(?:a las|es|esta|is)\b)[a-z0-9'.]{{1,20}}\s){{1,6}}?"
    rf"(?:#|no\.?|num\.?|numero|km\.?)?\s?(?<!\bde\s)(?<!\bcon\s)(?:\d{{1,5}}(?:\.\d|-\d{{1,3}})?(?:[\s-]?[a-d]\b)?|s/n){_SIDE}(?![\w:])"
)
_NAMED = re.compile(
    rf"(?<![\w.])(?:(?!{cue('not_in_calle')}\b)[a-z'.]{{2,20}}\s){{1,4}}#?\d{{1,5}}(?:-\d{{1,3}})?(?=,?\s{cue('quarter')}\b)"
)
"""A street without the word, told by the quarter after its number: "Allende 45 col. Centro"."""
_TAIL = re.compile(
    rf"(?:,?\s?{cue('unit_inside')}\b\.?\s?#?[\w-]{{1,8}}){{0,3}}"
    rf"(?:,?\s?{cue('quarter')}\b\.?(?:\s(?!{cue('not_in_quarter')})[a-z0-9.]{{1,20}}){{1,3}})?"
    r"(?:,?\s?c\.? ?p\.? ?\d{5})?"
)
_COUNTED = re.compile(
    rf"\W*(?:{cue('count_lead')}[,.]?\s)*\d{{1,6}}\s?(?:{cue('number_units_glued')}|{cue('units_sold')})"
    rf"(?:\s(?:please|por favor|porfa|instead|nada mas|nomas))*\W*"
)
"""How many, and no place: "actually 2 sets"."""
_LEADS = re.compile(rf"^{cue('address_lead')}+")


@dataclass(frozen=True, slots=True)
class _City:
    """The last part of an address."""

    name: str
    start: int
    end: int


def find(text: Text, world: World) -> Iterator[Entity]:
    written = _written(text, world)
    if written:
        start, end, city = written
        yield entity("address", text, start, end, _value(text, start, end), 0.9)
        if city:
            yield entity("city", text, city.start, city.end, city.name, 0.85)
    elif world.asked("address") and (alone := _alone(text)):
        yield entity("address", text, *alone, _value(text, *alone), 0.75)


def _value(text: Text, start: int, end: int) -> str:
    return " ".join(text.clean[start:end].split())


def _alone(text: Text) -> tuple[int, int] | None:
    """The whole of an answer with a number in it, past the words that lead in."""
    if "?" in text.plain or len(text.tokens) < 2 or not any(char.isdigit() for char in text.plain):
        return None
    if _COUNTED.fullmatch(text.plain):
        return None
    lead = _LEADS.match(text.plain)
    start, end = (lead.end() if lead else 0), len(text.plain.rstrip(" .\n"))
    return (start, end) if start < end else None


def _written(text: Text, world: World) -> tuple[int, int, _City | None] | None:
    for street, tail in ((_COLOMBIA, _TAIL), (_MEXICO, _TAIL), (_NAMED, _TAIL), (_UNITED_STATES, _TAIL_US)):
        found = street.search(text.plain)
        if found:
            rest = tail.match(text.plain, found.end())
            end = rest.end() if rest else found.end()
            city = _city_after(text, end, world)
            if street is not _UNITED_STATES or not _is_sentence(text, found, end, city):
                return found.start(), city.end if city else end, city
    return None


def _is_sentence(text: Text, found: re.Match[str], end: int, city: _City | None) -> bool:
    """Whether a street in lower case is only words of a sentence that goes on."""
    written = text.clean[found.start() : found.end()]
    return end == found.end() and city is None and written.islower() and bool(_GOES_ON.match(text.plain, end))


def _city_after(text: Text, end: int, world: World) -> _City | None:
    """A city of the tables after the street, or in the United States any town with a capital that ends the message."""
    between = re.compile(r",?\s?").match(text.plain, end)
    begin = between.end() if between else end
    place = next((place for place, token in enumerate(text.tokens) if token.start == begin), None)
    hit = city_at(text, place, world.region) if place is not None and begin > end else None
    if hit and place is not None:
        return _City(hit[0], begin, text.tokens[place + hit[2] - 1].end)
    town = _TOWN.match(text.clean, end) if world.region == "US" else None
    return _City(town["town"], *town.span("town")) if town else None
