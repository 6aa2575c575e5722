"""Companies by name: with their legal form, after "trabajo en" or "my company is", alone where asked for."""

import re
from collections.abc import Iterator

from language.embedded.data import cue, words
from language.embedded.entities.lexicon import first_names
from language.embedded.entities.origins import is_employer, is_surname
from language.embedded.entities.world import World, entity
from language.embedded.text import Text, plain_of
from language.port import Entity

_WORD = r"[^\W\d_][\w&.'-]{0,30}"
_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w&.'-]{0,30}"
_RUN = rf"{_CAPITAL}(?:\s(?:(?:de|del|la|las|los|el|y|and|of|the|&)\s){{0,2}}(?:{_CAPITAL}|\d{{1,4}})){{0,5}}"
_SUFFIXED = re.compile(rf"(?<!\w)(?P<name>{_RUN},?\s{cue('company_legal')})(?!\w)")
_CALLED = re.compile(rf"(?i:\b{cue('company_called')}\s)(?P<name>{_WORD}(?:\s{_WORD}){{0,4}})")
_AT = re.compile(rf"(?i:\b{cue('company_at')}\s)(?P<name>{_RUN})")
_PLACE = re.compile(rf"\b{cue('company_place')}\s(?P<name>{_RUN})")
_FROM = re.compile(
    rf"(?i:\b{cue('name_weak')}\s)[^\W\d_][\w' ]{{1,30}}[,.]? (?:de|del|from|with|at) (?P<name>{_CAPITAL}\s{_RUN})"
)
"""A company of two words or more: "soy Ana, de Bogotá" tells where she lives."""
_FROM_ONE = re.compile(
    rf"(?i:\b{cue('name_weak')}\s)(?P<person>[^\W\d_][\w']{{1,20}})(?:\s{_CAPITAL}){{0,2}}[,.]? "
    rf"(?:de|from|with|at) (?P<name>{_CAPITAL})(?!\s{_CAPITAL})"
)
""" "Soy Ana de Acme": a single word, where it is no place and no surname."""
_PERSON = re.compile(rf"^(?P<name>{_CAPITAL})(?:\s{_CAPITAL}){{0,3}}\s(?:de|del|from|at)\s")
_ENDS = re.compile(rf"(?i:[\s,]+{cue('company_ends')}\b.*)")
_GENERIC = re.compile(rf"(?i:{cue('company_generic')}\b)")
_LEADS = re.compile(rf"(?i:^{cue('company_lead')}\s+)")
_NAMING = ("llama ", "called ", "name is ")
"""After these a company's name is believed in lower case too."""
_REFUSALS = frozenset(words("company_refusals"))


def find(text: Text, world: World) -> Iterator[Entity]:
    for pattern, sure in ((_SUFFIXED, 0.95), (_CALLED, 0.9), (_AT, 0.85), (_PLACE, 0.8), (_FROM, 0.8)):
        for found in pattern.finditer(text.clean):
            name = _ENDS.sub("", found["name"]).strip(" ,.-") if pattern is _CALLED else found["name"].rstrip(" ,-")
            person = _PERSON.match(name)
            if person and plain_of(person["name"]) in first_names():
                name = name[person.end() :]
            told = pattern is not _CALLED or name[:1].isupper() or found.group().split(name)[0].endswith(_NAMING)
            told = told and not (pattern is _FROM and is_surname(plain_of(name.split()[0])))
            if name and told and not _GENERIC.match(name):
                start = found.start("name") + found["name"].index(name)
                yield entity("company", text, start, start + len(name), name, sure)
                return
    if employer := next(_employers(text), None):
        yield employer
    elif world.asked("company"):
        yield from _alone(text)


def _employers(text: Text) -> Iterator[Entity]:
    for found in _FROM_ONE.finditer(text.clean):
        name = found["name"].rstrip(".,-'")
        if plain_of(found["person"]) in first_names() and is_employer(plain_of(name)):
            yield entity("company", text, found.start("name"), found.start("name") + len(name), name, 0.75)


def _alone(text: Text) -> Iterator[Entity]:
    """The whole of a short answer."""
    if "?" in text.clean or not 1 <= len(text.tokens) <= 6 or text.tokens[0].word in _REFUSALS:
        return
    lead = _LEADS.match(text.clean)
    name = text.clean[lead.end() if lead else 0 :].strip(" .,!\n")
    if name and not _GENERIC.match(f"{name} "):
        start = text.clean.rindex(name)
        yield entity("company", text, start, start + len(name), name, 0.8)
