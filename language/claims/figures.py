"""Figures as people write them: ``2.400.000``, ``1,290.50``, ``two million``, ``15k``."""

import re
from decimal import Decimal
from functools import lru_cache

from language.words.numerals import number_words, parse_words

FIGURE = r"(?:\d{1,3}(?:[.,']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)"
"""A number in figures, for use inside a pattern (no groups): one number, never half of a longer one."""

MAGNITUDES = {
    **dict.fromkeys(("mil", "thousand", "k", "grand"), 3),
    **dict.fromkeys(("millon", "millones", "million", "millions", "m", "mm"), 6),
}
"""Words for sizes, as powers of ten."""
_COMMA_LOCALES = {"es_CO", "es_ES", "es_AR", "es_CL"}


def parse_figure(text: str, locale: str, *, whole_thousands: bool = False) -> Decimal | None:
    """The number, by the marks of ``locale`` where they are ambiguous; None where they contradict each other.

    ``whole_thousands``: three digits after a mark are always thousands, as in prices.
    """
    marks = re.findall(r"[.,']", text)
    if not marks:
        return Decimal(text)
    last = marks[-1]
    after = len(text) - text.rindex(last) - 1
    point = "," if locale in _COMMA_LOCALES else "."
    grouped = len(set(marks)) == 1 and after == 3 and (len(marks) > 1 or whole_thousands or last != point)
    if grouped:
        return Decimal(re.sub(r"[.,']", "", text))
    if marks.count(last) > 1:
        return None
    whole, _, part = text.rpartition(last)
    return Decimal(re.sub(r"[.,']", "", whole) + "." + part)


@lru_cache
def any_number(language: str) -> str:
    """A number in figures or in words, for use inside a pattern (no groups)."""
    return rf"(?:{FIGURE}|{number_words(language)})"


def parse_number(text: str, language: str, locale: str, *, whole_thousands: bool = False) -> Decimal | None:
    if text[:1].isdigit():
        return parse_figure(text, locale, whole_thousands=whole_thousands)
    value = parse_words(text, language)
    return None if value is None else Decimal(value)
