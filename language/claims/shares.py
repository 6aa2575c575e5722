"""Percentages, and words for nothing, for half and for more than one pays."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from language.claims.claim import Hit, matches
from language.claims.figures import FIGURE, any_number, parse_number
from language.port import Json
from language.words.numerals import number_words

_FREE = {
    "es": re.compile(
        r"\b(?:gratis|gratuit[oa]s?|gratuitamente|no (?:tienen?|lleva) (?:ningun )?costo|no se cobra|"
        r"sin (?:ningun )?(?:costo|cargo|cobro)(?: alguno| adicional)?|de cortesia|cortesia de la casa|de regalo|"
        r"obsequi\w+|(?<!\bme )regal(?:o|a|amos|aremos|an|ado|ada)|por cuenta de la casa|no (?:te|le|les) cobr\w+|"
        r"(?:cero|0) (?:pesos|costo|enganche|cuota inicial)|por (?:nuestra cuenta|cuenta nuestra)|"
        r"no (?:te|le|les|nos) cuestan? ?(?:nada|ni un peso)?|sin (?:enganche|cuota inicial|deposito))\b"
    ),
    "en": re.compile(
        r"(?<!feel )(?<!-)(?<!toll )(?<!'re )(?<!'m )(?<!you are )(?<!they are )(?<!we are )\bfree\b"
        r"(?! of charge|-| (?:to|time|slots?|at|on|tomorrow|today|this|next|from|between|after|before)\b)|"
        r"\bfree of charge\b|\bno[ -](?:extra |additional )?(?:charge|cost)\b|"
        r"\bwithout charge\b|\bcomplimentary\b|\bon the house\b|\bgratis\b|\bwaive[sd]?\b|"
        r"\bthrow(?:ing|n)? in\b|\bcost you (?:a thing|anything|a cent|a dime)\b|"
        r"\b(?:is|are|it's|be|comes?) on us\b|\b(?:do|does|did|get|got|yours|included) (?:[a-z]+ ){0,3}for nothing\b|"
        r"\bno (?:fees?|deposit)\b(?! (?:schedule|is|are))|\b(?:zero|no money|nothing) down\b"
    ),
}
_HALF = {
    "es": re.compile(
        r"\b(?:mitad (?:de(?:l)? precio|de su precio)|medio precio|(?:sale|queda|dejo|dejamos) (?:a|en|por) la mitad)\b"
    ),
    "en": re.compile(r"\bhalf[ -](?:price|off)\b|\bhalf the price\b|\bpay (?:only |just )?half\b"),
}
_NO_INTEREST = {
    "es": re.compile(r"\bsin interes(?:es)?\b"),
    "en": re.compile(r"\binterest[ -]free\b|\b(?:no|without|zero) interest\b"),
}
_OFFER = {
    "es": re.compile(
        r"\bfin de mes\b|\beste fin de semana\b|\besta (?:misma )?noche\b|"
        r"\b(?:devol\w+|regres\w+|pagamos) (?:[a-z]+ ){0,2}el doble\b|"
        r"\b(?:igualamos|mejoramos) (?:[a-z]+ ){0,2}precio\b|"
        r"\b\d ?x ?\d\b|\b(?:dos|tres) por (?:uno|dos)\b|\b24/7\b|\b24 x 7\b|"
        r"\bpag(?:ue|a|as) (?:uno|una|dos|1|2),?(?: y)? llev\w+|\bllev\w+ (?:dos|tres|2|3),?(?: y)? pag\w+|"
        r"\b(?:tercera|cuarta|quinta|decima) parte del precio\b|\bun tercio del precio\b|"
        r"\b(?:el|al) doble\b[^.!?\n]{0,40}\bmismo precio\b|\bde por vida\b|\bgarantia vitalicia\b|"
        r"\bultim(?:a unidad|as unidades|a pieza|as piezas)\b"
    ),
    "en": re.compile(
        r"\bend of the month\b|\bthis weekend\b|\btonight\b|"
        r"\b(?:match|beat) (?:any|every|their|that) (?:price|quote|offer)\b|"
        r"\bdouble your money\b|"
        r"\b(?:two|three|2|3)[ -]for[ -](?:one|two|1|2)\b|\bbuy (?:one|two|1|2),? get\b|\bbogo\b|\b24/7\b|"
        r"\b(?:a|one) (?:third|quarter|fifth|tenth) off\b|\b(?:twice|double)\b[^.!?\n]{0,40}\bsame price\b|"
        r"\blifetime (?:warranty|guarantee)\b|\b(?:only one|last one|last (?:few )?units?)(?: left)?"
        r"(?= (?:in stock|available)|[.!,])"
    ),
}
"""Said of a price or a shelf without a figure; only a text of the business can back it."""


_DIGIT = {
    "es": r"(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)",
    "en": r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)",
}
_SPOKEN_POINT = {
    "es": rf" (?:punto|coma) (?:{_DIGIT['es']}(?: {_DIGIT['es']})+|{number_words('es')})",
    "en": rf" point (?:{_DIGIT['en']}(?: {_DIGIT['en']})+|{number_words('en')})",
}
_HAS_POINT = re.compile(r" (?:punto|coma|point) ")


def find_percent(text: str, language: str, locale: str) -> Iterator[Hit]:
    """``19 %``, ``veinte por ciento``, both ends of ``10-20%``; "sin intereses" is none of a hundred."""
    for match in matches(_NO_INTEREST[language], text):
        yield Hit("percent", {"bp": 0}, match.start(), match.end())
    for match in matches(_pattern(language), text):
        for group in ("number", "from"):
            if match[group]:
                value = _bp(_spoken(match[group], language, locale), match[0])
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
    number = rf"(?:{number_words(language)}{_SPOKEN_POINT[language]}|{any_number(language)})"
    joint = r"(?: ?%)?(?: ?- ?| (?:a|to|o|or|y|and) )"
    return re.compile(rf"(?<![\w.,])(?:(?P<from>{FIGURE}){joint})?(?P<number>{number}) ?(?:%|por ?ciento\b|percent\b)")


def _spoken(number: str, language: str, locale: str) -> Decimal | None:
    """ "Ten point five", "ocho coma veinticinco": digits one by one, or what follows the point as one number."""
    whole, point, part = re.split(r" (punto|coma|point) ", number) if _HAS_POINT.search(number) else (number, "", "")
    value = parse_number(whole, language, locale)
    if not point or value is None:
        return value
    digits = [parse_number(word, language, locale) for word in part.split()]
    said = parse_number(part, language, locale) if None in digits or len(digits) == 1 else None
    after = str(said) if said is not None else "".join(map(str, digits))
    return Decimal(f"{value}.{after}") if after.isdigit() else None


def _bp(value: Decimal | None, said: str) -> Json:
    """In hundredths of a percent; a finer or broken figure keeps its words."""
    points = None if value is None else value.scaleb(2)
    if points is None or points != points.to_integral_value():
        return {"bp": None, "said": said}
    return {"bp": int(points)}
