"""What trade the customer is in, and the part that the customer plays there."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.entities.lexicon import pattern_of
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_ROLE_CUE = re.compile(rf"\b{cue('role_lead')}\s(?:(?:el|la|un|una|the|a|an|su|their)\s)?$")
_DENIED = re.compile(r"\b(?:no soy|i'm not|i am not|im not)\s(?:(?:el|la|un|una|the|a|an)\s)?$")
_AFTER_NAME = re.compile(rf"\b{cue('role_lead')}\s(?:[^\W\d_]+\s?){{1,4}},\s$")
""" "Soy Ana Ruiz, jefa de compras"."""
_ROLE_TAIL = re.compile(r"\s(?:de|of|en)\s(?!la\b|una?\b|the\b|a\b|mi\b)[a-z]{3,20}")
_INDUSTRY_CUE = re.compile(
    rf"\b{cue('industry_lead')}\s"
    r"(?:una?\s|a\s|an\s|small\s|pequen[ao]\s|cadena de\s|chain of\s|local\s|family\s){0,2}$"
)


def find(text: Text, world: World) -> Iterator[Entity]:
    """At most one role and one trade; the words themselves are the value."""
    yield from _roles(text, world)
    yield from _industries(text, world)


def _roles(text: Text, world: World) -> Iterator[Entity]:
    for found in pattern_of("roles").finditer(text.plain):
        cued = any(
            pattern.search(text.plain, max(0, found.start() - 48), found.start())
            for pattern in (_ROLE_CUE, _AFTER_NAME)
        )
        if (cued or world.asked("role")) and not _DENIED.search(text.plain, max(0, found.start() - 48), found.start()):
            tail = _ROLE_TAIL.match(text.plain, found.end())
            for end in (found.end(), tail.end()) if tail else (found.end(),):
                # the longer stays, unless what follows is a company: "gerente de Textiles Ruiz S.A."
                yield entity("role", text, found.start(), end, text.clean[found.start() : end].lower(), 0.9)
            return


def _industries(text: Text, world: World) -> Iterator[Entity]:
    for found in pattern_of("industries").finditer(text.plain):
        cued = _INDUSTRY_CUE.search(text.plain, max(0, found.start() - 32), found.start())
        if cued or world.asked("industry", "company"):
            yield entity("industry", text, *found.span(), text.clean[slice(*found.span())].lower(), 0.85)
            return
