"""Companies by name, what trade they are in, and the part that the customer plays there."""

import re
from collections.abc import Iterator

from language.embedded.entities.lexicon import pattern_of
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_WORD = r"[^\W\d_][\w&.'-]{0,30}"
_CAPITAL = r"(?:[A-ZÁÉÍÓÚÑ][\w&.'-]{0,30}|&|\d{1,4})"
_RUN = rf"{_CAPITAL}(?:\s(?:(?:de|del|la|las|los|el|y|and|of|the|&)\s){{0,2}}{_CAPITAL}){{0,5}}"
_LEGAL = r"(?:S\.?\s?A\.?\s?S\.?|S\.?\s?A\.?\sde\sC\.?\s?V\.?|S\.?\sde\sR\.?\s?L\.?(?:\sde\sC\.?\s?V\.?)?|S\.\s?A\.|Ltda\.?|E\.?U\.?|Inc\.?|LLC|Corp\.?|Ltd\.?|Co\.)"
_SUFFIXED = re.compile(rf"(?<!\w)(?P<name>{_RUN},?\s{_LEGAL})(?!\w)")
_CALLED = re.compile(
    r"(?i:\b(?:(?:mi|nuestra|la|el|mi|nuestro) (?:empresa|compañ[ií]a|negocio|tienda|firma) (?:se llama|es)|my (?:company|business|store)"
    r"(?:'s name)? is(?: called)?|our (?:company|business|store) is(?: called)?|the (?:company|business) is(?: called)?|company name is)\s)"
    rf"(?P<name>{_WORD}(?:\s{_WORD}){{0,4}})"
)
_AT = re.compile(
    r"(?i:\b(?:trabajo (?:en|para|con)|de la empresa|de la compañ[ií]a|represento a|vengo de|escribo de|escribimos de|somos|"
    r"i work (?:at|for|with)|we're|we are|i'm with|i am with|calling from|writing from|on behalf of|represent)\s)"
    rf"(?P<name>{_RUN})"
)
_ENDS = re.compile(r"(?i:[\s,]+(?:y|and|but|pero|con|with|para|for|que|en|in|tenemos|we|somos|necesito|quiero|i)\b.*)")
_GENERIC = re.compile(r"(?i:un|una|a|an|el|la|the|muy|very|de|not|no|small|pequeñ[ao]|familiar|nuev[ao]|new)\b")
_ROLE_CUE = re.compile(
    r"\b(?:soy|i'm|i am|im|como|mi (?:cargo|puesto|rol) es|trabajo (?:como|de)|i work as|my (?:role|title|position) is|as)"
    r"\s(?:(?:el|la|un|una|the|a|an|su|their)\s)?$"
)
_ROLE_TAIL = re.compile(r"\s(?:de|of|en)\s(?!la\b|una?\b|the\b|a\b|mi\b)[a-z]{3,20}")
_INDUSTRY_CUE = re.compile(
    r"\b(?:tengo|tenemos|tenia|mi|nuestra?o?|una?|soy de|somos|es|para|manejo|manejamos|administro|de una?|en una?|have|own|run|my|our|a|an"
    r"|we're|is|for|manage|operate)\s(?:una?\s|a\s|an\s|small\s|pequen[ao]\s|cadena de\s|chain of\s|local\s|family\s){0,2}$"
)
_REFUSALS = frozenset("no none nope ninguna ninguno nada not skip paso prefiero aun todavia why por para".split())
_LEADS = re.compile(r"(?i:^(?:es|se llama|mi empresa es|it's|its|it is|called|trabajo en|somos|la empresa es)\s+)")


def find(text: Text, world: World) -> Iterator[Entity]:
    yield from _companies(text, world)
    yield from _roles(text, world)
    yield from _industries(text, world)


def _companies(text: Text, world: World) -> Iterator[Entity]:
    for pattern, sure in ((_SUFFIXED, 0.95), (_CALLED, 0.9), (_AT, 0.85)):
        for found in pattern.finditer(text.clean):
            name = _ENDS.sub("", found["name"]).strip(" ,.-") if pattern is _CALLED else found["name"].rstrip(" ,-")
            if name and not _GENERIC.match(name):
                start = found.start("name")
                yield entity("company", text, start, start + len(name), name, sure)
                return
    if world.asked("company"):
        yield from _alone(text)


def _alone(text: Text) -> Iterator[Entity]:
    """The whole of a short answer."""
    if "?" in text.clean or not 1 <= len(text.tokens) <= 6 or text.tokens[0].word in _REFUSALS:
        return
    lead = _LEADS.match(text.clean)
    name = text.clean[lead.end() if lead else 0 :].strip(" .,!\n")
    if name:
        start = text.clean.rindex(name)
        yield entity("company", text, start, start + len(name), name, 0.8)


def _roles(text: Text, world: World) -> Iterator[Entity]:
    for found in pattern_of("roles").finditer(text.plain):
        cued = _ROLE_CUE.search(text.plain, max(0, found.start() - 32), found.start())
        if cued or world.asked("role"):
            tail = _ROLE_TAIL.match(text.plain, found.end())
            end = tail.end() if tail else found.end()
            yield entity("role", text, found.start(), end, text.clean[found.start() : end].lower(), 0.9)
            return


def _industries(text: Text, world: World) -> Iterator[Entity]:
    for found in pattern_of("industries").finditer(text.plain):
        cued = _INDUSTRY_CUE.search(text.plain, max(0, found.start() - 32), found.start())
        if cued or world.asked("industry"):
            yield entity("industry", text, *found.span(), text.clean[slice(*found.span())].lower(), 0.85)
            return
