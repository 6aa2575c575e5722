"""Street addresses as they are written in the United States, Mexico and Colombia."""

import re
from collections.abc import Iterator

from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_SMALL = r"(?!(?:on|the|in|of|a|an|to|my|for|and|or|with|is|are|at|by|per|sq|square|feet|ft|days?|weeks?|months?|hours?|minutes?|years?)\b)"
_UNITED_STATES = re.compile(
    rf"(?<![\w$.,#-])\d{{1,6}}\s(?:[nsew]\.?\s|(?:north|south|east|west)\s)?(?:{_SMALL}[a-z0-9'.]{{1,20}}\s){{1,4}}?"
    r"(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|way|place|pl|terrace|ter|circle|cir|highway|hwy"
    r"|parkway|pkwy|trail|trl|loop)\b\.?(?!\s(?:store|car))"
)
_TAIL_US = re.compile(
    r"(?:,?\s(?:apt|apartment|unit|suite|ste|#)\.?\s?#?[\w-]{1,6})?(?:,?\s(?!and\b|but\b|it\b)[a-z.]{2,16}(?:\s[a-z]{2,16})?,\s?[a-z]{2}\b)?"
    r"(?:,?\s[a-z]{2}\b(?=\s\d{5}))?(?:,?\s\d{5}(?:-\d{4})?)?"
)
_COLOMBIA = re.compile(
    r"\b(?:calle|cll?\.?|carrera|cra\.?|cr\.?|kra\.?|kr\.?|avenida|av\.?|ak|ac|diagonal|diag\.?|dg\.?|transversal|transv\.?|tv\.?|circular)"
    r"\s?\d{1,3}\s?[a-z]?(?:\s?bis)?(?:\s(?:sur|norte|este|oeste))?\s?(?:#|no\.?|nro\.?|numero|num\.?|con|n°)?\s?"
    r"\d{1,3}\s?[a-z]?(?:\s(?:sur|norte|este|oeste))?\s?-\s?\d{1,3}(?:\s(?:sur|norte|este|oeste))?\b"
)
_MEXICO = re.compile(
    r"\b(?:calle|av(?:enida)?\.?|blvd\.?|boulevard|bulevar|calz(?:ada)?\.?|priv(?:ada)?\.?|callejon|circuito|cto\.?|andador|carr(?:etera)?\.?"
    r"|prol(?:ongacion)?\.?|paseo|cerrada|cda\.?|retorno|eje|via)\s(?:(?!a las\b)[a-z0-9'.]{1,20}\s){1,6}?(?:#|no\.?|num\.?|numero)?\s?\d{1,5}(?:[\s-]?[a-d]\b)?(?![\w:])"
)
_TAIL = re.compile(
    r"(?:,?\s?(?:int|interior|depto|dpto|departamento|apto|apartamento|local|oficina|of|piso|mz|manzana|lt|lote|edificio|torre|casa)\b\.?\s?#?[\w-]{1,8}){0,3}"
    r"(?:,?\s?(?:col|colonia|fracc|fraccionamiento|barrio|urb|urbanizacion|conjunto|residencial)\b\.?"
    r"(?:\s(?!y\b|para\b|con\b|soy\b|mi\b|por\b|a\b|c\.?p)[a-z0-9.]{1,20}){1,3})?(?:,?\s?c\.? ?p\.? ?\d{5})?"
)
_LEADS = re.compile(
    r"^(?:es |si,? |claro,? |en |la direccion es |mi direccion es |the address is |it's |its |my address is |address: )+"
)


def find(text: Text, world: World) -> Iterator[Entity]:
    found = _written(text)
    if (
        found is None
        and world.asked("address")
        and "?" not in text.plain
        and any(char.isdigit() for char in text.plain)
    ):
        lead = _LEADS.match(text.plain)
        start, end = (lead.end() if lead else 0), len(text.plain.rstrip(" .\n"))
        found = (start, end) if len(text.tokens) >= 2 and start < end else None
    if found:
        value = " ".join(text.clean[found[0] : found[1]].split())
        yield entity("address", text, *found, value, 0.9)


def _written(text: Text) -> tuple[int, int] | None:
    for street, tail in ((_COLOMBIA, _TAIL), (_MEXICO, _TAIL), (_UNITED_STATES, _TAIL_US)):
        found = street.search(text.plain)
        if found:
            rest = tail.match(text.plain, found.end())
            return found.start(), rest.end() if rest else found.end()
    return None
