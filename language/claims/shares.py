"""Percentages, and words for nothing, for half and for more than one pays."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from language.claims.claim import Hit, matches
from language.claims.figures import FIGURE, any_number, parse_number
from language.port import Json

_FREE = {
    "es": re.compile(
        r"\b(?:gratis|gratuit[oa]s?|gratuitamente|no (?:tienen?|lleva) (?:ningun )?costo|no se cobra|"
        r"sin (?:ningun )?(?:costo|cargo|cobro)(?: alguno| adicional)?|de cortesia|cortesia de la casa|de regalo|"
        r"obsequi\w+|regal(?:o|a|amos|aremos|an|ado|ada)|por cuenta (?:de la casa|nuestra)|"
        r"por nuestra cuenta|no (?:te|le|les) cobr\w+|"
        r"(?:cero|0) (?:pesos|costo))\b"
    ),
    "en": re.compile(
        r"(?<!feel )(?<!-)(?<!toll )(?<!'re )(?<!'m )(?<!you are )(?<!they are )(?<!we are )\bfree\b"
        r"(?! of charge|-| (?:to|time|slots?|at|on|tomorrow|today|this|next|from|between|after|before)\b)|"
        r"\bfree of charge\b|\bno[ -](?:extra |additional )?(?:charge|cost)\b|"
        r"\bwithout charge\b|\bcomplimentary\b|\bon the house\b|\b(?:is|are|comes?) on us\b|\bgratis\b|\bwaive[sd]?\b|"
        r"\bthrow(?:ing|n)? in\b|\bcost you (?:a thing|anything|a cent|a dime)\b|\b(?:zero|no money|nothing) down\b"
    ),
}
_HALF = {
    "es": re.compile(
        r"\b(?:mitad (?:de(?:l)? precio|de su precio)|medio precio|(?:sale|queda|dejo|dejamos) (?:a|en|por) la mitad)\b"
    ),
    "en": re.compile(r"\bhalf[ -](?:price|off)\b|\bhalf the price\b|\bpay (?:only |just )?half\b"),
}
_OFFER = {
    "es": re.compile(
        r"\b\d ?x ?\d\b|\b(?:dos|tres) por (?:uno|dos)\b|\b24/7\b|\b24 x 7\b|"
        r"\bpag(?:ue|a|as) (?:uno|una|dos|1|2),?(?: y)? llev\w+|\bllev\w+ (?:dos|tres|2|3),?(?: y)? pag\w+|"
        r"\b(?:tercera|cuarta|quinta|decima) parte del precio\b|\bun tercio del precio\b|"
        r"\b(?:el|al) doble\b[^.!?\n]{0,40}\bmismo precio\b|\bde por vida\b|\bgarantia vitalicia\b|"
        r"\bultim(?:a unidad|as unidades|a pieza|as piezas)\b"
    ),
    "en": re.compile(
        r"\b(?:two|three|2|3)[ -]for[ -](?:one|two|1|2)\b|\bbuy (?:one|two|1|2),? get\b|\bbogo\b|\b24/7\b|"
        r"\b(?:a|one) (?:third|quarter|fifth|tenth) off\b|\b(?:twice|double)\b[^.!?\n]{0,40}\bsame price\b|"
        r"\blifetime (?:warranty|guarantee)\b|\b(?:only one|last one|last (?:few )?units?)(?: left)?"
        r"(?= (?:in stock|available)|[.!,])"
    ),
}
"""Said of a price or a shelf without a figure; only a text of the business can back it."""


def find_percent(text: str, language: str, locale: str) -> Iterator[Hit]:
    """``19 %``, ``veinte por ciento``, both ends of ``10-20%``."""
    for match in matches(_pattern(language), text):
        for group in ("number", "from"):
            if match[group]:
                value = _bp(parse_number(match[group], language, locale), match[0])
                end = match.end() if group == "number" else match.end(group)
                yield Hit("percent", value, match.start(group), end)


def find_free(text: str, language: str) -> Iterator[Hit]:
    """What costs nothing, and offers that only a text of the business can back: ``2x1``, ``24/7``."""
    for match in matches(_FREE[language], text):
        yield Hit("free", {"text": "free"}, match.start(), match.end())
    for match in matches(_HALF[language], text):
        yield Hit("offer", {"text": "half"}, match.start(), match.end())
    for match in matches(_OFFER[language], text):
        yield Hit("offer", {"text": re.sub(r"[ -]", "", match[0])}, match.start(), match.end())


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    number = any_number(language)
    joint = r"(?: ?%)?(?: ?- ?| (?:a|to|o|or|y|and) )"
    return re.compile(rf"(?<![\w.,])(?:(?P<from>{FIGURE}){joint})?(?P<number>{number}) ?(?:%|por ?ciento\b|percent\b)")


def _bp(value: Decimal | None, said: str) -> Json:
    """In hundredths of a percent; a finer or broken figure keeps its words."""
    points = None if value is None else value.scaleb(2)
    if points is None or points != points.to_integral_value():
        return {"bp": None, "said": said}
    return {"bp": int(points)}
