"""Words that name a day, in both languages."""

from functools import lru_cache

RELATIVE = {
    "hoy", "mañana", "pasado", "próximo", "siguiente", "semana", "today", "tomorrow", "tonight", "next", "week",
}  # fmt: skip
_ACCENTS = str.maketrans("áéíóú", "aeiou")


def names_a_day(said: str) -> bool:
    """Whether a time in words tells its day, and not only an hour: "el jueves a las 2", but not "a las 2"."""
    plain = said.lower().replace("de la mañana", "").replace("in the morning", "")
    return any(word in plain for word in _words()) or any(mark in plain for mark in "/-")


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    """Weekdays, months and words such as "tomorrow", with and without accents."""
    from babel.dates import get_day_names, get_month_names

    names = [
        name.lower()
        for locale in ("es", "en")
        for named in (get_day_names, get_month_names)
        for name in named("wide", locale=locale).values()
    ]
    words = {*names, *RELATIVE}
    return tuple(sorted(words | {word.translate(_ACCENTS) for word in words}))
