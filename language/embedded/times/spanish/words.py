"""The words that Spanish says times with, and what they mean. All of them folded: without accents."""

from fractions import Fraction
from typing import Any

from language.embedded.times.feasts import names
from language.embedded.times.rule import HALVES, forms
from language.words.numerals import below_hundred, counting

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
    weekend="finde findes weekend",
    decade="decada decadas",
    century="siglo siglos",
    season="estacion temporada",
) | {
    **{"fin de semana": "weekend", "fines de semana": "weekend"},
    **{"dia habil": "workday", "dias habiles": "workday", "dia laborable": "workday", "dias laborables": "workday"},
}
_ONES = {"un", "una", "uno"}

_BELOW = below_hundred("es")
YEARS = {
    **{f"mil novecientos {word}": 1900 + value for word, value in _BELOW.items() if value},
    **{f"dos mil {word}": 2000 + value for word, value in _BELOW.items() if value},
    **{"mil novecientos": 1900, "dos mil": 2000},
}
_FIRST = "|".join(word for word, value in _BELOW.items() if value and " " not in word)
_ONES_SAID = "|".join(word for word, value in _BELOW.items() if 0 < value < 10)
_ZONES = {
    **forms(**{"Europe/Paris": "cet cest", "Etc/GMT": "gmt", "Etc/UTC": "utc", "America/New_York": "est edt et"}),
    **forms(**{"America/Chicago": "cst cdt ct", "America/Denver": "mst mdt", "America/Los_Angeles": "pst pdt pt"}),
    **forms(**{"America/Bogota": "cot", "America/Lima": "pet", "America/Santiago": "clt", "Etc/GMT-1": "bst"}),
    **{
        f"hora {place}": zone
        for places, zone in {
            ("de colombia", "colombiana", "de bogota", "colombia", "bogota"): "America/Bogota",
            ("de mexico", "mexicana", "mexico", "del centro de mexico", "cdmx"): "America/Mexico_City",
            ("de espana", "peninsular", "espana", "de madrid"): "Europe/Madrid",
            ("de chile", "chilena", "chile"): "America/Santiago",
            ("de argentina", "argentina", "de buenos aires"): "America/Argentina/Buenos_Aires",
            ("de peru", "peruana", "peru", "de lima"): "America/Lima",
            ("del este", "de miami", "de nueva york", "miami"): "America/New_York",
            ("del pacifico", "de los angeles"): "America/Los_Angeles",
            ("del centro", "de chicago"): "America/Chicago",
        }.items()
        for place in places
    },
}

_AMOUNTS = {
    **_NUMBERS,
    **{"media": Fraction(1, 2), "medio": Fraction(1, 2), "un cuarto de": Fraction(1, 4)},
    **{"tres cuartos de": Fraction(3, 4), "un par de": 2, "unos cuantos": 3, "unas cuantas": 3, "pocos": 3, "pocas": 3},
}

WORDS: dict[str, dict[str, Any]] = {
    "weekday": {
        **{day: place for place, day in enumerate(_WEEKDAYS)},
        **{day[:3]: place for place, day in enumerate(_WEEKDAYS)},
        **{"mier": 2, "vier": 4, "miecoles": 2, "mierc": 2},
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
    "turn": {
        "proximo": 1,
        "proxima": 1,
        "siguiente": 1,
        "este": 0,
        "esta": 0,
        "pasado": -1,
        "pasada": -1,
        "ultimo": -1,
        "ultima": -1,
    },
    "turn_": {"que viene": 1, "siguiente": 1, "proximo": 1, "proxima": 1, "pasado": -1, "pasada": -1},
    "bare": {word: value for word, value in _NUMBERS.items() if value <= 31 and word not in _ONES},
    "half": HALVES,
    "part_": {"mananas": "forenoon", "tardes": "afternoon", "noches": "night"},
    "part": forms(forenoon="manana mananita", afternoon="tarde tardecita", night="noche", dawn="madrugada"),
    "unit": _UNITS,
    "n": _AMOUNTS,
    "ord": {
        **{"primer": 1, "primera": 1, "primero": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercera": 3},
        **{"cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "septimo": 7, "septima": 7},
        **{"octavo": 8, "octava": 8, "noveno": 9, "novena": 9, "decimo": 10, "decima": 10},
        **{"ultimo": -1, "ultima": -1, "penultimo": -2, "penultima": -2},
    },
    "zone": _ZONES,
    "feast": names("es"),
    "feast_": names("es", weak=True),
}
DIGITS = {
    "day": r"\d{1,2}(?:ro|er|o|º)?",
    "hour": r"\d{1,2}",
    "minute": r"[0-5]?\d",
    "second": r"[0-5]\d",
    "year": rf"(?:19|20)\d\d|(?:mil novecientos|dos mil)(?: (?:{_FIRST})(?: y (?:{_ONES_SAID}))?)?",
    "bare": r"\d{1,2}",
    "n": r"\d{1,4}(?:[.,]\d)?|[1-9]/[2-9]",
    "ord": r"[1-9]\d?(?:ra|era|er|ro|do|da|ta|to|ª|º|°)",
}
