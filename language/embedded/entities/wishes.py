"""How the customer wants to go on: in which language, over which channel."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.entities import tongues
from language.embedded.entities.tongues import REFUSED
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_ELSEWHERE = re.compile(rf"\b{cue('by_seen')}\b[^.,;!?]{{0,24}}$")
"""What was seen, published or built there, not how to answer."""
_DENIED = re.compile(r"\s(?:no|not)\b(?!\s(?:problem|hay))")
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
    yield from tongues.find(text)
    for channel, pattern in _CHANNELS.items():
        found = next((each for each in pattern.finditer(text.plain) if _is_wish(text, each)), None)
        if found:
            yield entity("channel", text, *found.span(), channel, 0.9)
            return


def _is_wish(text: Text, found: re.Match[str]) -> bool:
    before = text.plain[max(0, found.start() - 40) : found.start()]
    return not (REFUSED.search(before) or _ELSEWHERE.search(before) or _DENIED.match(text.plain, found.end()))
