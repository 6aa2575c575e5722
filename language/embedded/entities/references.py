"""Numbers of quotes, orders and bookings: ``RF-7KQ2MX``, ``AP-20418``."""

import re
from collections.abc import Iterator

from language.embedded.data import cue, words
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_DASHED = re.compile(r"(?<![\w-])[a-z]{2,4}-(?=[a-z0-9]{0,9}\d|[a-z]{6}(?![\w-]))[a-z0-9]{4,10}(?![\w-]|\.\d)")
_CUED = re.compile(
    rf"\b{cue('reference_lead')}(?: (?:numero|number|no|num|es|is|#))?[ .:#]{{1,3}}"
    r"(?P<code>(?=[a-z]{0,4} ?\d)(?:[a-z]{2,4} (?=\d{4}))?[a-z]{0,4}-?[a-z0-9]{4,16})(?![\w-])"
)
_NO_PREFIX = frozenset(words("reference_not_prefix"))


def find(text: Text, world: World) -> Iterator[Entity]:  # noqa: ARG001
    for found in _DASHED.finditer(text.plain):
        if found.group().split("-")[0] not in _NO_PREFIX:
            yield entity("reference", text, found.start(), found.end(), found.group().upper(), 0.95)
    for found in _CUED.finditer(text.plain):
        start, end = found.span("code")
        if not _DASHED.fullmatch(found["code"]):
            yield entity("reference", text, start, end, found["code"].replace(" ", "-").upper(), 0.75)
