"""Street addresses as they are written in the United States, Mexico and Colombia."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_SIDE = r"(?:\s(?:sur|norte|este|oeste))?"
_UNITED_STATES = re.compile(
    r"(?<![\w$.,#-])\d{1,6}\s(?:[nsew]\.?\s|(?:north|south|east|west)\s)?"
    rf"(?:(?!{cue('not_in_street')}\b)[a-z0-9'.]{{1,20}}\s){{1,4}}?{cue('street_suffix')}\b\.?(?!\s(?:store|car))"
)
_TAIL_US = re.compile(
    r"(?:,?\s(?:apt|apartment|unit|suite|ste|#)\.?\s?#?[\w-]{1,6})?"
    r"(?:,?\s(?!and\b|but\b|it\b)[a-z.]{2,16}(?:\s[a-z]{2,16})?,\s?[a-z]{2}\b)?"
    r"(?:,?\s[a-z]{2}\b(?=\s\d{5}))?(?:,?\s\d{5}(?:-\d{4})?)?"
)
_COLOMBIA = re.compile(
    rf"\b{cue('street_colombia')}\s?\d{{1,3}}\s?[a-z]?(?:\s?bis)?{_SIDE}\s?"
    rf"(?:#|no\.?|nro\.?|numero|num\.?|con|n°)?\s?\d{{1,3}}\s?[a-z]?{_SIDE}\s?-\s?\d{{1,3}}{_SIDE}\b"
)
_MEXICO = re.compile(
    rf"\b{cue('street_mexico')}\s(?:(?!(?:a las|es|esta|is)\b)[a-z0-9'.]{{1,20}}\s){{1,6}}?"
    r"(?:#|no\.?|num\.?|numero)?\s?\d{1,5}(?:[\s-]?[a-d]\b)?(?![\w:])"
)
_TAIL = re.compile(
    rf"(?:,?\s?{cue('unit_inside')}\b\.?\s?#?[\w-]{{1,8}}){{0,3}}"
    rf"(?:,?\s?{cue('quarter')}\b\.?(?:\s(?!{cue('not_in_quarter')})[a-z0-9.]{{1,20}}){{1,3}})?"
    r"(?:,?\s?c\.? ?p\.? ?\d{5})?"
)
_LEADS = re.compile(rf"^{cue('address_lead')}+")


def find(text: Text, world: World) -> Iterator[Entity]:
    written = _written(text)
    found = written or (_alone(text) if world.asked("address") else None)
    if found:
        value = " ".join(text.clean[found[0] : found[1]].split())
        yield entity("address", text, *found, value, 0.9 if written else 0.75)


def _alone(text: Text) -> tuple[int, int] | None:
    """The whole of an answer with a number in it, past the words that lead in."""
    if "?" in text.plain or len(text.tokens) < 2 or not any(char.isdigit() for char in text.plain):
        return None
    lead = _LEADS.match(text.plain)
    start, end = (lead.end() if lead else 0), len(text.plain.rstrip(" .\n"))
    return (start, end) if start < end else None


def _written(text: Text) -> tuple[int, int] | None:
    for street, tail in ((_COLOMBIA, _TAIL), (_MEXICO, _TAIL), (_UNITED_STATES, _TAIL_US)):
        found = street.search(text.plain)
        if found:
            rest = tail.match(text.plain, found.end())
            return found.start(), rest.end() if rest else found.end()
    return None
