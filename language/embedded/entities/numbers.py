"""Numbers as customers write them: digits of any country, words, ``15k``, ``2,5 millones``, ``millón y medio``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from language.embedded.text import Text
from language.words.numerals import number_words, parse_words, tongue

_SCALES = {
    "k": 3, "mil": 3, "thousand": 3, "grand": 3, "lucas": 3, "m": 6, "mm": 6, "mill": 6, "millon": 6, "millones": 6,
    "million": 6, "millions": 6, "palo": 6, "palos": 6, "melones": 6,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_DIGITS = (
    r"(?<![\w.,'/#])(?<![a-jl-z]-)"
    r"(?:\d{1,3}(?:[.,']\d{3}){1,5}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,3})?)(?!\d)(?![.,']\d)"
)
_HALF = r"medio millon|half a million|millon y medio|a million and a half"
_HALVES = {
    "medio millon": 500_000, "half a million": 500_000, "millon y medio": 1_500_000, "a million and a half": 1_500_000,
}  # fmt: skip

_BETWEEN = re.compile(r"\b(?:entre|between)\s$")
_JOINT = re.compile(r"\s(?:y|and)\s")

MOST = 40
"""Numbers of one message that are read."""


@dataclass(frozen=True, slots=True)
class Number:
    """``start`` and ``end`` are offsets in the text; ``scaled`` tells that thousands or millions were said."""

    value: Decimal
    start: int
    end: int
    scaled: bool
    in_words: bool

    @property
    def whole(self) -> int | None:
        return int(self.value) if self.value == self.value.to_integral_value() else None


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    digits = rf"(?P<digits>{_DIGITS})(?:\s?(?P<scale>{_SCALE})(?![^\W_])(?P<half>\s(?:y medio|and a half))?)?"
    return re.compile(rf"\b(?P<fixed>{_HALF})\b|{digits}|\b(?P<words>{number_words(language)})\b(?P<more>\sy medio\b)?")


def figure(digits: str) -> Decimal:
    """The value of digits with separators: three digits after a lone one are thousands, one or two are decimals."""
    marks = [char for char in digits if not char.isdigit()]
    if not marks:
        return Decimal(digits)
    last = len(digits) - 1 - digits.rfind(marks[-1])
    plain = Decimal(re.sub(r"\D", "", digits))
    return plain.scaleb(-last) if last != 3 or digits.startswith("0") else plain


def numbers_in(text: Text, language: str) -> Iterator[Number]:
    """The first ``MOST`` numbers of the text, in order; none overlaps another."""
    tone = tongue(language)
    for found in islice(_pattern(tone).finditer(text.plain), MOST):
        number = _number(found, text.clean, tone)
        pair = _pair(found, tone) if found["words"] else None
        if pair:
            yield from pair
        elif number is not None:
            yield number


def _pair(found: re.Match[str], language: str) -> tuple[Number, Number] | None:
    """ "Entre mil y dos mil" are two numbers, not three thousand."""
    if not _BETWEEN.search(found.string, max(0, found.start() - 9), found.start()):
        return None
    for joint in _JOINT.finditer(found["words"]):
        low, high = (_in_words(found.start(), *side, found["words"], language) for side in _sides(joint))
        if low and high and low.value < high.value:
            return low, high
    return None


def _sides(joint: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (0, joint.start()), (joint.end(), len(joint.string))


def _in_words(offset: int, start: int, end: int, words: str, language: str) -> Number | None:
    value = parse_words(words[start:end], language)
    if value is None:
        return None
    return Number(Decimal(value), offset + start, offset + end, scaled=value >= 1000, in_words=True)


def _number(found: re.Match[str], clean: str, language: str) -> Number | None:
    start, end = found.span()
    if found["fixed"]:
        return Number(Decimal(_HALVES[found["fixed"]]), start, end, scaled=True, in_words=True)
    if found["digits"]:
        power = _power(found, clean)
        value = figure(found["digits"]).scaleb(power)
        value += Decimal(10**power) / 2 if found["half"] else 0
        return Number(value.normalize() + 0, start, end, scaled=power > 0, in_words=False)
    words = parse_words(found["words"], language)
    if words is None:
        return None
    scale = next((power for name, power in _SCALES.items() if found["words"].endswith(name) and power), 0)
    value = Decimal(words) + (Decimal(10**scale) / 2 if found["more"] and scale else 0)
    return Number(value, start, end, scaled=words >= 1000, in_words=True)


def _power(found: re.Match[str], clean: str) -> int:
    """``5M`` is millions, ``5 m`` is metres."""
    scale = found["scale"]
    if not scale or (scale in {"m", "mm"} and not clean[slice(*found.span("scale"))].isupper()):
        return 0
    return _SCALES[scale]
