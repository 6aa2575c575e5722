"""The language that the customer wants to be answered in."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from language.embedded.data import cue, load, words
from language.embedded.entities.world import entity
from language.embedded.text import Text
from language.port import Entity

_LANGUAGES: dict[str, str] = {name: code for code, names in load("languages").items() for name in names}
_TONGUE = f"(?P<tongue>{'|'.join(sorted(_LANGUAGES, key=lambda name: (-len(name), name)))})"
_SPOKEN = re.compile(rf"\b{cue('speaks')}\s{_TONGUE}\b")
_IN = re.compile(rf"(?:^|[.,;:!?¿¡]|\b{cue('speaks_in')})\s?(?:en|in)\s{_TONGUE}\b")
""" "Atienden en inglés", "in English please"; what a page or a course is in is no wish."""
_ALONE = re.compile(rf"^\W*{_TONGUE}(?:,? (?:please|por favor|porfa|plz|pls))?\W*$")
REFUSED = re.compile(r"\b(?:no|not|don't|nunca|never|ni|dejen de|stop)\s(?:\w+\s)?$")
"""What takes a wish back that follows it."""
_MARK = re.compile(r"[.,;:!?¿¡\n]")
_WISH = frozenset(words("tongue_wish"))
"""Words of which such a wish consists, and nothing else that is wanted."""


@dataclass(frozen=True, slots=True)
class Wish:
    """``alone`` where the message wants nothing else."""

    tongue: str
    alone: bool


def find(text: Text) -> Iterator[Entity]:
    wanted = _SPOKEN.search(text.plain) or _IN.search(text.plain) or _ALONE.search(text.plain)
    if wanted and not REFUSED.search(text.plain, max(0, wanted.start() - 24), wanted.start()):
        yield entity("language", text, *wanted.span("tongue"), _LANGUAGES[wanted["tongue"]], 0.9)


def wanted(text: Text, entities: Sequence[Entity], spoken: Collection[str]) -> Wish | None:
    """The language of ``spoken`` that the customer wants to go on in; what a product shall speak is no such wish."""
    found = next((each for each in entities if each["kind"] == "language" and each["value"] in spoken), None)
    if found is None or any(each["kind"] == "product" for each in entities):
        return None
    start, end = _clause(text.plain, found)
    others = [token for token in text.tokens if not found["start"] <= token.start < found["end"]]
    if not all(token.word in _WISH for token in others if start <= token.start < end):
        return None
    return Wish(str(found["value"]), all(token.word in _WISH for token in others))


def _clause(plain: str, found: Entity) -> tuple[int, int]:
    """From the mark before to the mark after."""
    marks = [0, *(mark.start() for mark in _MARK.finditer(plain)), len(plain)]
    return max(mark for mark in marks if mark <= found["start"]), min(mark for mark in marks if mark >= found["end"])
