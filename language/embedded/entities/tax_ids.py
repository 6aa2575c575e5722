"""Tax numbers with their check digits: the Colombian NIT and the Mexican RFC."""

import re
from collections.abc import Iterator
from datetime import date

from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

_NIT = re.compile(r"(?<![\w.-])(?P<body>\d{3}[. ]?\d{3}[. ]?\d{3})(?:\s?-\s?(?P<check>\d))?(?![\w-]|[.,]\d)")
_NIT_CUE = re.compile(r"\bnit\b[^\d\n]{0,14}$")
_NIT_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41)
_RFC = re.compile(r"(?<![\w&])[A-ZÑ&]{3,4}[ -]?\d{6}[ -]?[A-Z0-9]{2}[A0-9](?!\w)", re.IGNORECASE)
_RFC_SIGNS = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_PUBLIC = frozenset({"XAXX010101000", "XEXX010101000"})
"""The two that stand for the public and for foreigners."""


def find(text: Text, world: World) -> Iterator[Entity]:
    yield from _nits(text, world)
    for found in _RFC.finditer(text.clean):
        rfc = re.sub(r"[ -]", "", found.group()).upper()
        if is_rfc(rfc):
            yield entity("rfc", text, found.start(), found.end(), rfc, 0.99)


def _nits(text: Text, world: World) -> Iterator[Entity]:
    """``value`` is ``900123456-8``. Without its check digit only where "NIT" stands before it or was asked for."""
    for found in _NIT.finditer(text.plain):
        body = re.sub(r"\D", "", found["body"])
        check = nit_check(body)
        cued = world.asked("nit") or _NIT_CUE.search(text.plain, max(0, found.start() - 20), found.start())
        if found["check"] == str(check) or (found["check"] is None and cued):
            yield entity("nit", text, found.start(), found.end(), f"{body}-{check}", 0.99 if found["check"] else 0.8)


def nit_check(body: str) -> int:
    """The check digit that the tax authority gives to nine digits."""
    rest = sum(int(digit) * weight for digit, weight in zip(reversed(body), _NIT_WEIGHTS, strict=True)) % 11
    return rest if rest < 2 else 11 - rest


def is_rfc(rfc: str) -> bool:
    """Whether its date exists and its last sign is what the others make it."""
    if rfc in _PUBLIC:
        return True
    year, month, day = (int(rfc[-9:-3][place : place + 2]) for place in (0, 2, 4))
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    body = rfc[:-1].rjust(12)
    rest = sum(_RFC_SIGNS.index(sign) * (13 - place) for place, sign in enumerate(body)) % 11
    return rfc[-1] == ("0" if rest == 0 else "A" if rest == 1 else str(11 - rest))
