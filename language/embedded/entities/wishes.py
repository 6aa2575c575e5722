"""How the customer wants to go on: in which language, over which channel."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_LANGUAGES = {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es", "castellano": "es"}
_TONGUE = "english|ingles|spanish|espanol|castellano"
_LANGUAGE = re.compile(
    rf"\b{cue('speaks')}\s(?P<tongue>{_TONGUE})\b|^\W*(?P<alone>{_TONGUE})(?:,? (?:please|por favor|plz|pls))?\W*$"
)
_BY = rf"{cue('by')}(?: el| la| un| a| una| my| mi)?"
_BY_VOICE = rf"{cue('by_voice')}(?: el| un| una| a)?"


def _channel(name: str, *, asked: bool = False) -> re.Pattern[str]:
    """ "Por correo", and where ``asked`` "email me"."""
    way = rf"{_BY_VOICE if name == 'phone' else _BY} {cue(f'by_{name}')}"
    return re.compile(rf"\b(?:{way}|{cue(f'do_{name}')})\b" if asked else rf"\b{way}\b")


_CHANNELS = {
    "whatsapp": _channel("whatsapp"),
    "email": _channel("email", asked=True),
    "sms": _channel("sms", asked=True),
    "phone": _channel("phone", asked=True),
    "instagram": _channel("instagram"),
    "messenger": _channel("messenger"),
}


def find(text: Text, world: World) -> Iterator[Entity]:  # noqa: ARG001
    wanted = _LANGUAGE.search(text.plain)
    if wanted:
        group = "tongue" if wanted["tongue"] else "alone"
        yield entity("language", text, *wanted.span(group), _LANGUAGES[wanted[group]], 0.9)
    for channel, pattern in _CHANNELS.items():
        found = pattern.search(text.plain)
        if found:
            yield entity("channel", text, *found.span(), channel, 0.9)
            return
