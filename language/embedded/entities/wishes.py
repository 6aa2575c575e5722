"""How the customer wants to go on: in which language, over which channel."""

import re
from collections.abc import Iterator

from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_LANGUAGES = {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es", "castellano": "es"}
_LANGUAGE = re.compile(
    r"\b(?:en|in|habla\w*|speaks?|speaking|prefiero|prefer|switch to|cambi\w+ al?|use|only|solo|se)\s"
    r"(?P<tongue>english|ingles|spanish|espanol|castellano)\b|^\W*(?P<alone>english|ingles|spanish|espanol)(?:,? (?:please|por favor|plz|pls))?\W*$"
)
_BY = r"(?:por|via|by|over|through|on|using|al?|a mi|al de|to my|at my|desde)(?: el| la| un| a| una| my| mi)?"
_CHANNELS = (
    ("whatsapp", re.compile(rf"\b{_BY} (?:whats\s?app|wasap|guasap|wpp|wsp|whats|wa)\b")),
    ("email", re.compile(rf"\b(?:{_BY} (?:correo(?: electronico)?|e-?mail|mail)|e-?mail me|mail me)\b")),
    ("sms", re.compile(rf"\b(?:{_BY} (?:sms|mensaje de texto|text(?: message)?)|text me)\b")),
    ("phone", re.compile(rf"\b(?:{_BY} (?:telefono|llamada|phone(?: call)?|cel(?:ular)?)|llama(?:me|nme|rme)|llame(?:me|nme)|marca(?:me|rme)|marque(?:me|nme)"
                         r"|call me|give me a (?:call|ring)|phone me|ring me)\b")),
    ("instagram", re.compile(rf"\b{_BY} (?:instagram|insta|ig)\b")),
    ("messenger", re.compile(rf"\b{_BY} (?:messenger|facebook|fb)\b")),
)  # fmt: skip


def find(text: Text, world: World) -> Iterator[Entity]:  # noqa: ARG001
    wanted = _LANGUAGE.search(text.plain)
    if wanted:
        group = "tongue" if wanted["tongue"] else "alone"
        yield entity("language", text, *wanted.span(group), _LANGUAGES[wanted[group]], 0.9)
    for channel, pattern in _CHANNELS:
        found = pattern.search(text.plain)
        if found:
            yield entity("channel", text, *found.span(), channel, 0.9)
            return
