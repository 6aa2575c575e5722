"""How many, where no such number of a thing can be sold: less than one, a half, a number beyond all reason."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.entities.quantities import MOST
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_FIGURE = re.compile(
    r"(?<![\w.,:/$#-])(?P<minus>-|−|menos |minus )?(?P<figure>\d+(?:[.,]\d+)?(?:e\+?\d{1,3})?)"
    rf"(?![\w.,]*[%:/$]|\d)(?:\s(?:de |of )?(?!{cue('odd_not_counted')}\b)(?P<thing>[a-z]{{3,}}))"
)
_WANTED = re.compile(
    rf"\b{cue('counting_want')}\s(?P<minus>-|−|menos |minus )?(?P<figure>\d+(?:e\+?\d{{1,3}})?)(?=[\s.!?]*$)"
)
"""A figure that is all that is wanted: "quiero -3". One with decimals is an engine: "quiero 2.5"."""
_HALF = re.compile(rf"\b(?:medi[ao]|half(?: an?)?)\s(?!{cue('odd_not_counted')}\b)(?P<thing>[a-z]{{3,}})")


def find(text: Text, world: World) -> Iterator[Entity]:
    """The value is the number as text: ``-3``, ``0``, ``0.5``, ``1000000000000``."""
    for found in (*_FIGURE.finditer(text.plain), *_WANTED.finditer(text.plain)):
        told = found["figure"].replace(",", ".")
        sign = "-" if found["minus"] else ""
        if sign or _is_odd(told):
            yield entity("odd_quantity", text, _begin(found), found.end("figure"), sign + told, 0.9)
    for found in _HALF.finditer(text.plain):
        if any(term.start <= found.start("thing") < term.end for term in world.terms.matches(text)):
            yield entity("odd_quantity", text, *found.span(), "0.5", 0.8)


def _begin(found: re.Match[str]) -> int:
    return found.start("minus") if found["minus"] else found.start("figure")


def _is_odd(told: str) -> bool:
    if "e" in told:
        return True
    whole, _, part = told.partition(".")
    grouped = len(part) == 3
    return (int(whole) == 0 and not int(part or 0)) or int(whole) > MOST or (bool(part.strip("0")) and not grouped)
