"""Counts: of people in a company, and of anything else."""

import re
from collections.abc import Iterator

from language.embedded.data import cue, words
from language.embedded.entities.numbers import Number, numbers_in
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_STAFF = re.compile(rf"(?:\s\w+)?\s{cue('staff')}\b")
_WE_ARE = re.compile(rf"\b{cue('we_are')}\s$")
_ARTICLES = frozenset(words("quantity_articles"))
_GLUE = ("-", "/", ":", "#")
_SHARES = ("%", "º", "°")
_NO_COUNT = re.compile(r"[.,]\d{1,2}$")
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")


def find(text: Text, world: World) -> Iterator[Entity]:
    for number in numbers_in(text, world.language):
        if number.whole is None or number.whole > 10_000_000 or _is_part(text, number):
            continue
        article = _is_article(text, number)
        if (_is_staff(text, number) and not article) or (world.asked("company_size") and not number.scaled):
            yield entity("company_size", text, number.start, number.end, number.whole, 0.95)
        elif number.whole < 1_000_000 and (world.asked("quantity") or not article):
            sure = 0.9 if world.asked("quantity") else 0.6
            yield entity("quantity", text, number.start, number.end, number.whole, sure)


def _is_staff(text: Text, number: Number) -> bool:
    lead = text.plain[max(0, number.start - 24) : number.start]
    return bool(_STAFF.match(text.plain, number.end) or _WE_ARE.search(lead))


def _is_article(text: Text, number: Number) -> bool:
    return text.plain[number.start : number.end] in _ARTICLES


def _is_part(text: Text, number: Number) -> bool:
    """Whether the digits belong to something longer: a date, a code, a decimal, a share; or are a year alone."""
    if _NO_COUNT.search(text.plain[number.start : number.end]):
        return True
    after, before = (
        text.plain[number.end : number.end + 2],
        text.plain[max(0, number.start - 1) : number.start],
    )
    glued = after[:1] in _GLUE and after[1:].isalnum()
    year = _YEAR.fullmatch(text.plain[number.start : number.end]) and not re.match(r"\s[a-z]", after)
    return glued or before in _GLUE or after[:1] in _SHARES or bool(year)
