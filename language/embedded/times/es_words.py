"""The words that Spanish says times with, and what they mean. All of them folded: without accents."""

from fractions import Fraction
from typing import Any

from language.embedded.times.feasts import SPANISH
from language.embedded.times.grammar import HALVES, forms
from language.words.numerals import counting

_NUMBERS = counting("es")
_WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
FULL_WEEKDAYS = "|".join(_WEEKDAYS)
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre"),
    *("noviembre", "diciembre"),
)
FULL_MONTHS = "|".join([*_MONTHS, "setiembre"])
_UNITS = forms(
    second="segundo segundos",
    minute="minuto minutos min mins minutito",
    hour="hora horas hrs hr h horita",
    day="dia dias",
    week="semana semanas",
    month="mes meses",
    quarter="trimestre trimestres",
    year="ano anos",
    fortnight="quincena quincenas",
    weekend="finde weekend",
) | {"fin de semana": "weekend"}
_ONES = {"un", "una", "uno"}

WORDS: dict[str, dict[str, Any]] = {
    "weekday": {
        **{day: place for place, day in enumerate(_WEEKDAYS)},
        **{day[:3]: place for place, day in enumerate(_WEEKDAYS)},
        **{"mier": 2, "vier": 4},
    },
    "weekday_": {"sabados": 5, "domingos": 6},
    "month": {
        **{month: place for place, month in enumerate(_MONTHS, 1)},
        **{month[:3]: place for place, month in enumerate(_MONTHS, 1)},
        **{"sept": 9, "setiembre": 9},
    },
    "day": {word: value for word, value in _NUMBERS.items() if value <= 31} | {"primero": 1, "primer": 1},
    "hour": {word: value for word, value in _NUMBERS.items() if value <= 23 and word not in {"un", "uno"}},
    "minute": {
        **{word: value for word, value in _NUMBERS.items() if value < 60},
        **{"media": 30, "cuarto": 15, "un cuarto": 15},
    },
    "second": {},
    "year": {},
    "bare": {word: value for word, value in _NUMBERS.items() if value <= 31 and word not in _ONES},
    "half": HALVES,
    "part": forms(forenoon="manana mananita", afternoon="tarde tardecita", night="noche", dawn="madrugada"),
    "unit": _UNITS,
    "n": _NUMBERS | {"media": Fraction(1, 2), "medio": Fraction(1, 2), "un par de": 2, "un cuarto de": Fraction(1, 4)},
    "ord": {
        **{"primer": 1, "primera": 1, "primero": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercera": 3},
        **{"cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5},
        **{"ultimo": -1, "ultima": -1, "penultimo": -2, "penultima": -2},
    },
    "zone": forms(**{"Europe/Paris": "cet", "Etc/GMT": "gmt", "Etc/UTC": "utc", "America/New_York": "est"}),
    "feast": SPANISH,
}
DIGITS = {
    "day": r"\d{1,2}(?:ro|er|o|º)?",
    "hour": r"\d{1,2}",
    "minute": r"[0-5]?\d",
    "second": r"[0-5]\d",
    "year": r"(?:19|20)\d\d",
    "bare": r"\d{1,2}",
    "n": r"\d{1,4}(?:[.,]\d)?|[1-9]/[2-9]",
}
