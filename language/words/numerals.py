"""Numbers written in words, Spanish and English: ``veintitrés``, ``two million``. Words are given folded."""

import re
from collections.abc import Mapping
from functools import lru_cache

_UNITS = {
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro "
    "veinticinco veintiseis veintisiete veintiocho veintinueve ",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty ",
}
_TENS = {
    "es": {
        "treinta": 30,
        "cuarenta": 40,
        "cincuenta": 50,
        "sesenta": 60,
        "setenta": 70,
        "ochenta": 80,
        "noventa": 90,
    },
    "en": {
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
    },
}
_HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300,
    "cuatrocientos": 400, "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600,
    "seiscientas": 600, "setecientos": 700, "setecientas": 700, "ochocientos": 800, "ochocientas": 800,
    "novecientos": 900, "novecientas": 900,
}  # fmt: skip
_SCALES = {
    "es": {"mil": 1_000, "millon": 1_000_000, "millones": 1_000_000},
    "en": {"thousand": 1_000, "million": 1_000_000},
}
_JOINTS = {"es": "y", "en": "and"}
_EXTRA = {"es": {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21}, "en": {}}


def tongue(language: str) -> str:
    """The grammar that serves a language tag: ``es_MX`` and ``es`` are ``es``; anything else is ``en``."""
    return "es" if language.lower().startswith("es") else "en"


@lru_cache
def below_hundred(language: str) -> dict[str, int]:
    """Every way to write 0 to 99 in words, as single folded texts: ``treinta y cinco``, ``thirty-five``."""
    units = {word: value for value, word in enumerate(_UNITS[language].split())} | _EXTRA[language]
    words = dict(units)
    ones = {word: value for word, value in units.items() if 1 <= value <= 9}
    for ten, base in _TENS[language].items():
        words[ten] = base
        for one, value in ones.items():
            for joint in (" y ",) if language == "es" else ("-", " "):
                words[f"{ten}{joint}{one}"] = base + value
    return words


@lru_cache
def counting(language: str) -> dict[str, int]:
    """The numbers that days, hours, minutes and short stretches are said with: 1 to 31, then by fives, 90."""
    said = below_hundred(language)
    return {word: value for word, value in said.items() if 0 < value <= 31 or value in {35, 40, 45, 50, 55, 60, 90}}


@lru_cache
def _atoms(language: str) -> Mapping[str, int]:
    hundreds = _HUNDREDS if language == "es" else {"hundred": 100}
    units = {word: value for word, value in below_hundred(language).items() if " " not in word and "-" not in word}
    return units | dict(hundreds)


@lru_cache
def number_words(language: str) -> str:
    """A pattern for a number in up to ten words, for use inside another pattern (no groups)."""
    words = [*_atoms(language), *_SCALES[language]]
    one = "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
    joint = rf"(?:[ -]|[ ]{_JOINTS[language]}[ ])"
    return rf"{one}\b(?:{joint}{one}\b){{0,9}}"


def parse_words(words: str, language: str) -> int | None:
    """The value of folded number words, None where they are not one number (``dos tres``)."""
    total = group = 0
    floor = 10**9
    for word in re.split(rf"[ -]+(?:{_JOINTS[language]} )?", words.strip()):
        if word in _SCALES[language]:
            scale = _SCALES[language][word]
            total = (total + group or 1) * scale if scale == 1_000_000 else total + (group or 1) * scale
            group, floor = 0, 10**9
            continue
        value = _atoms(language).get(word)
        if value is None:
            return None
        if word == "hundred":
            group, floor = max(group, 1) * 100, 100
            continue
        if value >= floor:
            return None
        group += value
        floor = 100 if value >= 100 else 10 if value >= 20 and value % 10 == 0 else 1
    return total + group
