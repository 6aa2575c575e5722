"""Phone numbers, as E.164."""

import re
from collections.abc import Iterator

from language.embedded.data import cue
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_MAY_HOLD_ONE = re.compile(r"\d(?:[\s().-]{0,3}\d){6,14}")
_OLD_MEXICAN = re.compile(
    r"(?<![\d+])(?:(?:\+|00)?52[ -]?\(?1\)?|0?4[45])[ -]?(?P<rest>(?:\(?\d{2,3}\)?[ -]?)\d{3,4}[ -]?\d{4})(?!\d)"
)
"""With the 1, 044 or 045 that mobile numbers had until 2019."""
_CUE = re.compile(rf"\b{cue('phone_lead')}\b")
_NEIGHBOURS = {"US": ("MX", "CO"), "MX": ("US", "CO"), "CO": ("MX", "US")}


def find(text: Text, world: World) -> Iterator[Entity]:
    """Numbers of the tenant's country first; those of its neighbours where the message says that it is a phone."""
    if not _MAY_HOLD_ONE.search(text.plain):
        return
    found = [*_valid(text, world.region), *_old_mexican(text, world.region)]
    if not found and (world.asked("phone") or _CUE.search(text.plain)):
        found = _elsewhere(text, world.region)
    yield from found


def _valid(text: Text, region: str, *, possible: bool = False) -> Iterator[Entity]:
    from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

    leniency = Leniency.POSSIBLE if possible else Leniency.VALID
    for match in PhoneNumberMatcher(text.clean, region, leniency=leniency, max_tries=20):
        value = format_number(match.number, PhoneNumberFormat.E164)
        yield entity("phone", text, match.start, match.end, value, 0.8 if possible else 0.97)


def _old_mexican(text: Text, region: str) -> Iterator[Entity]:
    for found in _OLD_MEXICAN.finditer(text.plain):
        digits = re.sub(r"\D", "", found["rest"])
        abroad = found.group().startswith(("+", "0052", "52"))
        if len(digits) == 10 and (abroad or (region == "MX" and found.group().startswith("0"))):
            yield entity("phone", text, *found.span(), f"+52{digits}", 0.95)


def _elsewhere(text: Text, region: str) -> list[Entity]:
    for other in _NEIGHBOURS.get(region, ()):
        found = list(_valid(text, other))
        if found:
            return found
    return [each for each in _valid(text, region, possible=True) if len(each["value"]) >= 11]
