"""The words that English says times with, and what they mean."""

from fractions import Fraction
from typing import Any

from language.embedded.times.feasts import ENGLISH
from language.embedded.times.grammar import HALVES, forms
from language.words.numerals import counting

NUMBERS = counting("en")
_ORDINALS = [
    *[
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
    ],
    *[
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
        "twenty-second",
    ],
    *[
        "twenty-third",
        "twenty-fourth",
        "twenty-fifth",
        "twenty-sixth",
        "twenty-seventh",
        "twenty-eighth",
        "twenty-ninth",
    ],
    *("thirtieth", "thirty-first"),
]
_DAYS = {word: value for value, word in enumerate(_ORDINALS, 1)}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FULL_WEEKDAYS = "|".join([*_WEEKDAYS, "tues", "tue", "thurs", "thur", "thu", "fri"])
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_UNITS = forms(
    second="second seconds sec secs",
    minute="minute minutes min mins",
    hour="hour hours hr hrs h",
    day="day days",
    week="week weeks wk wks",
    month="month months",
    quarter="quarter quarters qtr",
    year="year years yr yrs",
    fortnight="fortnight fortnights",
    weekend="weekend week-end wkend",
)
_AMOUNTS = NUMBERS | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "a few": 3,
    "half a": Fraction(1, 2),
    "half an": Fraction(1, 2),
    "a half": Fraction(1, 2),
    "a quarter of an": Fraction(1, 4),
    "three quarters of an": Fraction(3, 4),
    "one and a half": Fraction(3, 2),
    "two and a half": Fraction(5, 2),
}
_PLACES = {word: place for place, word in enumerate(_ORDINALS[:5], 1)}
_FROM_THE_END = {
    **{f"{word} last": -place for word, place in _PLACES.items()},
    **{f"{word} to last": -place for word, place in _PLACES.items()},
    **{"2nd last": -2, "3rd last": -3, "4th last": -4, "5th last": -5, "last": -1},
}
_ZONES = {
    **forms(**{"America/New_York": "est edt et", "America/Chicago": "cst cdt ct", "America/Denver": "mst mdt"}),
    **forms(**{"America/Los_Angeles": "pst pdt pt", "Etc/GMT": "gmt", "Etc/UTC": "utc"}),
    **forms(**{"Europe/London": "bst", "Europe/Paris": "cet"}),
}

WORDS: dict[str, dict[str, Any]] = {
    "weekday": {
        **{day: place for place, day in enumerate(_WEEKDAYS)},
        **{day[:3]: place for place, day in enumerate(_WEEKDAYS)},
        **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    },
    "weekday_": {f"{day}s": place for place, day in enumerate(_WEEKDAYS)},
    "month": {
        **{month: place for place, month in enumerate(_MONTHS, 1)},
        **{month[:3]: place for place, month in enumerate(_MONTHS, 1)},
        "sept": 9,
    },
    "day": _DAYS | {word.replace("-", " "): value for word, value in _DAYS.items()},
    "hour": {word: value for word, value in NUMBERS.items() if value <= 12},
    "minute": {word: value for word, value in NUMBERS.items() if value < 60} | {"quarter": 15, "a quarter": 15},
    "second": {},
    "year": {},
    "bare": {word: value for word, value in NUMBERS.items() if value <= 31},
    "half": HALVES,
    "part": {part: part for part in ("morning", "afternoon", "evening", "night")} | {"noon": "midday"},
    "unit": _UNITS,
    "n": _AMOUNTS,
    "ord": _PLACES | _FROM_THE_END,
    "zone": _ZONES,
    "feast": ENGLISH,
}
DIGITS = {
    "day": r"\d{1,2}(?:st|nd|rd|th)?",
    "hour": r"\d{1,2}",
    "minute": r"[0-5]?\d",
    "second": r"[0-5]\d",
    "year": r"(?:19|20)\d\d",
    "bare": r"\d{1,2}(?:st|nd|rd|th)?",
    "n": r"\d{1,4}(?:[.,]\d)?|[1-9]/[2-9]",
    "ord": r"\d(?:st|nd|rd|th)",
}
