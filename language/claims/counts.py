"""Counts with their unit: stock, durations, measures, instalments."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from language.claims.claim import Hit, matches
from language.claims.figures import FIGURE, MAGNITUDES, any_number, parse_number
from language.words.fold import plain
from language.words.numerals import number_words

_LISTED = {
    "second": "segundo segundos second seconds seg sec secs",
    "minute": "minuto minutos minute minutes min mins",
    "hour": "hora horas hour hours hr hrs h",
    "day": "dia dias day days",
    "week": "semana semanas week weeks",
    "month": "mes meses month months",
    "year": "ano anos year years yr yrs",
    "business day": "dias habiles|dia habil|dias laborales|business days|business day|working days",
    "night": "noche noches night nights",
    "stock": "en existencia|en existencias|en stock|en inventario|in stock|disponibles|disponible|"
    "available|left|restantes|remaining",
    "piece": "pieza piezas piece pieces pz pzas pcs unidad unidades unit units uds",
    "set": "juego juegos set sets kit kits",
    "pair": "par pares pair pairs",
    "box": "caja cajas box boxes",
    "sqft": "sq ft|sq. ft.|sqft|square feet|square foot|ft2|ft²|pies cuadrados|pie cuadrado",
    "m2": "m2|m²|metros cuadrados|metro cuadrado|square meters",
    "metre": "metro metros meter meters",
    "km": "km kms kilometro kilometros",
    "mile": "milla millas mile miles mi",
    "foot": "pie pies foot feet ft",
    "inch": "pulgada pulgadas inch inches",
    "litre": "litro litros liter liters litre litres lt lts",
    "gallon": "galon galones gallon gallons",
    "kg": "kg kgs kilo kilos kilogramo kilogramos",
    "pound": "libra libras pound pounds lb lbs",
    "gb": "gb gigas",
    "person": "persona personas person people empleado empleados employee employees tecnico tecnicos "
    "technician technicians",
    "customer": "cliente clientes customer customers client clients",
    "user": "usuario usuarios user users",
    "project": "proyecto proyectos project projects",
    "instalment": "cuota cuotas instalment instalments installment installments mensualidad mensualidades "
    "pagos payments",
    "branch": "sucursal sucursales sede sedes tienda tiendas branch branches location locations stores",
    "star": "estrella estrellas star stars",
    "review": "resena resenas review reviews opiniones",
    "crew": "cuadrilla cuadrillas crew crews",
    "house": "casa casas house houses home homes roof roofs techo techos",
    "visit": "visita visitas visit visits",
    "session": "sesion sesiones session sessions",
}  # fmt: skip
UNITS = {
    form: unit for unit, forms in _LISTED.items() for form in (forms.split("|") if "|" in forms else forms.split())
}
_ALIKE = {
    "second": ("minute", Decimal(1) / 60), "hour": ("minute", Decimal(60)), "week": ("day", Decimal(7)),
    "year": ("month", Decimal(12)),
}  # fmt: skip
THINGS = {"stock", "piece", "set", "pair", "box"}
"""Units of what lies on a shelf: "in stock" may be said of any of them."""

NEVER_IMPLIED = {
    "day", "week", "month", "year", "business day", "night", "instalment", "branch", "customer", "user", "project",
    "star", "review", "km", "mile", "crew", "house",
}  # fmt: skip
"""Units that a count must carry itself: six on the shelf are no six months."""

_SHELVED = {form for form, unit in UNITS.items() if unit in THINGS | {"branch", "crew"}}
_MEASURED = {
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "business day",
    "stock",
    "sqft",
    "m2",
    "km",
    "instalment",
    "branch",
    "customer",
    "project",
    "review",
    "star",
    "inch",
    "crew",
}
_ONE = {
    "es": r"(?:un|una) (?:hora|semana|mes|ano|dia habil)\b",
    "en": r"one (?:hour|day|week|month|year|business day)\b",
}
_SOON = re.compile(
    r"\b(?:in|within|takes?|lasts?) (?:about |around |only |just )?(?:an?|the) (?P<unit>hour|day|week|month|year)\b|"
    r"\b(?:tarda|toma|dura|lleva|demora)n? (?:como |apenas |solo )?un (?P<one>dia)\b"
)
_MANY = re.compile(
    r"\b(?:over|more than|mas de|hasta|up to) (?P<number>a thousand|a hundred|mil|cien) (?P<unit>[a-z]{3,}s)\b"
)
_ROUND = {"a thousand": Decimal(1000), "mil": Decimal(1000), "a hundred": Decimal(100), "cien": Decimal(100)}
_HAVE = {
    "es": r"\b(?:quedan?|hay|tenemos|contamos con|disponemos de|mas de) "
    r"(?:solo |solamente |mas de |unos |unas )?(?:solo |apenas )?",
    "en": r"\b(?:there are|we have|we've got|only|just|over|more than) (?:only |just |over |about )?",
}


def _choice(words: frozenset[str]) -> str:
    return (
        "(?:"
        + "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda w: (-len(w), w)))
        + ")"
    )


UNIT = _choice(frozenset(UNITS))
"""Any listed unit, for use inside a pattern (no groups)."""


def unit_of(unit: str) -> str:
    """The unit that a word stands for: ``minutos`` is ``minute``; an unlisted word stands for itself."""
    word = plain(unit).strip()
    return UNITS.get(word, word)


def alike(count: Decimal, unit: str) -> tuple[Decimal, str]:
    """In the unit by which it is compared: an hour is sixty minutes, two years are 24 months."""
    into, times = _ALIKE.get(unit, (unit, Decimal(1)))
    return count * times, into


def find_counts(text: str, language: str, locale: str, units: frozenset[str]) -> Iterator[Hit]:
    """``units``: folded words that facts count by, beside the listed ones."""
    for match in matches(_figures(units), text):
        count = parse_number(match["number"], language, locale)
        if count is not None and match["size"]:
            count = count.scaleb(MAGNITUDES[match["size"]])
        yield _hit(match, count, match["unit"] or match["after"])
    for match in matches(_words(language), text):
        number = match["number"]
        count = Decimal("0.5") if number in {"media", "half an"} else parse_number(number, language, locale)
        if UNITS[match["unit"]] in _MEASURED and (
            number not in {"un", "una", "one"} or re.match(_ONE[language], match[0])
        ):
            yield _hit(match, count, match["unit"])
    for match in matches(_SOON, text):
        yield _hit(match, Decimal(1), match["unit"] or match["one"])
    for match in matches(_MANY, text):
        yield _hit(match, _ROUND[match["number"]], match["unit"])
    for match in matches(_shelved(language), text):
        yield _hit(match, parse_number(match["number"], language, locale), match["unit"])
    for match in matches(_owned(language), text):
        count = parse_number(match["number"], language, locale)
        yield Hit("quantity", _value(count, match["unit"] or "stock"), match.start("number"), match.end())


def _hit(match: re.Match[str], count: Decimal | None, unit: str) -> Hit:
    return Hit("quantity", _value(count, unit), match.start(), match.end())


def _value(count: Decimal | None, unit: str) -> dict[str, object]:
    if count is None:
        return {"count": None, "unit": unit_of(unit), "said": None}
    amount, name = alike(count, unit_of(unit))
    return {"count": f"{amount.normalize():f}", "unit": name, "said": str(count)}


@lru_cache(maxsize=256)
def _figures(units: frozenset[str]) -> re.Pattern[str]:
    choice = _choice(frozenset(UNITS) | units)
    stock = _choice(frozenset(form for form, unit in UNITS.items() if unit == "stock"))
    return re.compile(
        rf"(?<![\w.,$€/:])(?P<number>{FIGURE})(?: ?\+)?"
        r"(?: ?(?P<size>mil|k|millon(?:es)?|thousand|millions?)\b)?"
        r"(?: (?:equal|monthly|fixed|easy|interest-free))?"
        rf"(?:[ -]?(?:de )?(?P<unit>{choice})(?!\w)|(?: [a-z]+){{1,3}} (?P<after>{stock})(?!\w))"
    )


@lru_cache
def _words(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,$€/:-])(?P<number>media|half an|{any_number(language)})(?: |-)(?P<unit>{UNIT})(?!\w)")


@lru_cache
def _shelved(language: str) -> re.Pattern[str]:
    """ "Quedan solo dos juegos", "our two crews": in words, where what is counted is a listed thing."""
    return re.compile(
        rf"(?:{_HAVE[language]}|\b(?:our|nuestr[oa]s|los|las|the) )"
        rf"(?P<number>{number_words(language)}) (?P<unit>{_choice(frozenset(_SHELVED))})(?!\w)"
    )


@lru_cache
def _owned(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_HAVE[language]}(?P<number>{FIGURE})(?![\w%]|[.,:/-]\d)"
        r"(?: (?P<unit>(?!(?:de|of|en|in|por|for|y|and)\b)[a-z]+))?"
    )
