"""Days with a name that customers plan by: fixed dates, n-th weekdays, Easter, seasons of the north."""

from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date, date]
"""The first day and the day after the last."""


def _fixed(month: int, day: int) -> Callable[[int], Days]:
    return lambda year: (date(year, month, day), date(year, month, day) + timedelta(1))


def _nth(month: int, weekday: int, nth: int, plus: int = 0) -> Callable[[int], Days]:
    def on(year: int) -> Days:
        first = date(year, month, 1)
        found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1) + plus)
        return found, found + timedelta(1)

    return on


def _last_monday_of_may(year: int) -> Days:
    last = date(year, 5, 31)
    found = last - timedelta(last.weekday())
    return found, found + timedelta(1)


def _easter(plus: int, days: int = 1) -> Callable[[int], Days]:
    def on(year: int) -> Days:
        start = easter(year) + timedelta(plus)
        return start, start + timedelta(days)

    return on


def easter(year: int) -> date:
    """Western Easter Sunday by the Gregorian computus (Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lean = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lean) // 451
    month, day = divmod(h + lean - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _season(start: tuple[int, int], end: tuple[int, int]) -> Callable[[int], Days]:
    return lambda year: (date(year, *start), date(year + (end < start), *end))


FEASTS: dict[str, Callable[[int], Days]] = {
    "new_year": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "mlk": _nth(1, 0, 3),
    "valentine": _fixed(2, 14),
    "st_patrick": _fixed(3, 17),
    "holy_week": _easter(-7, 8),
    "palm_sunday": _easter(-7),
    "holy_thursday": _easter(-3),
    "good_friday": _easter(-2),
    "easter": _easter(0),
    "easter_monday": _easter(1),
    "pentecost": _easter(49),
    "workers": _fixed(5, 1),
    "mothers_us": _nth(5, 6, 2),
    "memorial": _last_monday_of_may,
    "fathers": _nth(6, 6, 3),
    "independence_us": _fixed(7, 4),
    "labor_us": _nth(9, 0, 1),
    "halloween": _fixed(10, 31),
    "all_saints": _fixed(11, 1),
    "day_of_the_dead": _fixed(11, 2),
    "thanksgiving": _nth(11, 3, 4),
    "black_friday": _nth(11, 3, 4, plus=1),
    "cyber_monday": _nth(11, 3, 4, plus=4),
    "guadalupe": _fixed(12, 12),
    "christmas_eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "new_years_eve": _fixed(12, 31),
    "spring": _season((3, 20), (6, 21)),
    "summer": _season((6, 21), (9, 24)),
    "autumn": _season((9, 23), (12, 22)),
    "winter": _season((12, 21), (3, 21)),
}

ENGLISH = {
    "new year's day": "new_year",
    "new years day": "new_year",
    "new year": "new_year",
    "new year's": "new_year",
    "mlk day": "mlk",
    "martin luther king day": "mlk",
    "valentine's day": "valentine",
    "valentines day": "valentine",
    "st patrick's day": "st_patrick",
    "saint patrick's day": "st_patrick",
    "st patricks day": "st_patrick",
    "holy week": "holy_week",
    "palm sunday": "palm_sunday",
    "good friday": "good_friday",
    "easter": "easter",
    "easter sunday": "easter",
    "easter monday": "easter_monday",
    "mother's day": "mothers_us",
    "mothers day": "mothers_us",
    "memorial day": "memorial",
    "father's day": "fathers",
    "fathers day": "fathers",
    "independence day": "independence_us",
    "labor day": "labor_us",
    "halloween": "halloween",
    "thanksgiving day": "thanksgiving",
    "thanksgiving": "thanksgiving",
    "black friday": "black_friday",
    "cyber monday": "cyber_monday",
    "christmas eve": "christmas_eve",
    "christmas": "christmas",
    "xmas": "christmas",
    "christmas day": "christmas",
    "new year's eve": "new_years_eve",
    "new years eve": "new_years_eve",
    "this spring": "spring",
    "next spring": "spring",
    "this summer": "summer",
    "next summer": "summer",
    "current summer": "summer",
    "this fall": "autumn",
    "this autumn": "autumn",
    "next fall": "autumn",
    "this winter": "winter",
    "next winter": "winter",
}

SPANISH = {
    "ano nuevo": "new_year",
    "dia de reyes": "epiphany",
    "reyes": "epiphany",
    "san valentin": "valentine",
    "semana santa": "holy_week",
    "jueves santo": "holy_thursday",
    "viernes santo": "good_friday",
    "domingo de ramos": "palm_sunday",
    "pascua": "easter",
    "domingo de pascua": "easter",
    "dia del trabajo": "workers",
    "dia del trabajador": "workers",
    "dia de los muertos": "day_of_the_dead",
    "dia de muertos": "day_of_the_dead",
    "todos los santos": "all_saints",
    "halloween": "halloween",
    "black friday": "black_friday",
    "viernes negro": "black_friday",
    "nochebuena": "christmas_eve",
    "navidad": "christmas",
    "nochevieja": "new_years_eve",
    "fin de ano": "new_years_eve",
    "dia de la virgen de guadalupe": "guadalupe",
    "este verano": "summer",
    "proximo verano": "summer",
    "este invierno": "winter",
    "este otono": "autumn",
    "esta primavera": "spring",
    "proxima primavera": "spring",
}
