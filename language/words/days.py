"""Words that name a day, in both languages."""

import re
from functools import lru_cache

RELATIVE = {
    "hoy", "mañana", "pasado", "próximo", "siguiente", "semana", "today", "tomorrow", "tonight", "next", "week",
}  # fmt: skip
_ACCENTS = str.maketrans("áéíóú", "aeiou")
_WORD = re.compile(r"\w+")
_WHICH = {"proximo", "siguiente", "viene", "otro", "next", "following", "week", "semana"}
"""Words that choose among the days of one name."""
_DATED = re.compile(
    r"(?:day|lunes|martes|miercoles|jueves|viernes|sabado|domingo|\bel|\bthe)\W+\d{1,2}\b(?!\s*(?:[ap]\.?\s?m|:|h))"
    r"|\d(?:st|nd|rd|th)\b"
)
"""A number that is a day of the month and no hour."""


_MONTH_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:de |of )?(?P<month>[a-z]{3,})\b|"
    r"\b(?P<first>[a-z]{3,}) (?P<last>\d{1,2})(?:st|nd|rd|th)?(?![\d:.,])"
)
_LONGEST = {number: 29 if number == 2 else 30 if number in {4, 6, 9, 11} else 31 for number in range(1, 13)}
"""The most days that each month has."""


def names_a_day(said: str) -> bool:
    """Whether a time in words tells its day, and not only an hour: "el jueves a las 2", but not "a las 2"."""
    plain = said.lower().replace("de la mañana", "").replace("in the morning", "")
    return any(word in plain for word in _words()) or any(mark in plain for mark in "/-")


def names_no_day(said: str) -> bool:
    """Whether a date is named that no year has: "30 de febrero", "June 31"."""
    plain = said.lower().translate(_ACCENTS)
    months = {name: number for number, name in _months()}
    for found in _MONTH_DAY.finditer(plain):
        day, month = int(found["day"] or found["last"]), months.get(found["month"] or found["first"])
        if month and day > _LONGEST[month]:
            return True
    return False


def names_only_a_weekday(said: str) -> bool:
    """Whether a time in words tells its day by the weekday alone: "lunes a las 9", but not "el lunes 14"."""
    plain = said.lower().translate(_ACCENTS)
    words = set(_WORD.findall(plain))
    return bool(words & _names("days")) and not words & (_names("months") | _WHICH) and not _DATED.search(plain)


@lru_cache(maxsize=1)
def _months() -> tuple[tuple[int, str], ...]:
    from babel.dates import get_month_names

    return tuple(
        (number, name.lower().translate(_ACCENTS))
        for language in ("es", "en")
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=language).items()
    )


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    """Weekdays, months and words such as "tomorrow", with and without accents."""
    named = _names("days") | _names("months") | RELATIVE
    return tuple(sorted(named | {word.translate(_ACCENTS) for word in named}))


@lru_cache(maxsize=2)
def _names(of: str) -> frozenset[str]:
    """Of the weekdays or the months, in both languages, with and without accents."""
    from babel.dates import get_day_names, get_month_names

    named = get_day_names if of == "days" else get_month_names
    names = {name.lower() for locale in ("es", "en") for name in named("wide", locale=locale).values()}
    return frozenset(names | {name.translate(_ACCENTS) for name in names})
