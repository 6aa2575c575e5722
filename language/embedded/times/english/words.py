"""The words that English says times with, and what they mean."""

from fractions import Fraction
from typing import Any

from language.embedded.times.feasts import names
from language.embedded.times.rule import HALVES, forms
from language.words.numerals import below_hundred, counting

NUMBERS = counting("en")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
_DAYS = {word: value for value, word in enumerate(_ORDINALS, 1)}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FULL_WEEKDAYS = "|".join([*_WEEKDAYS, "tues", "tue", "thurs", "thur", "thu", "fri"])
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_UNITS = forms(
    second="second seconds sec secs \" ''",
    minute="minute minutes min mins '",
    hour="hour hours hr hrs h",
    day="day days",
    week="week weeks wk wks",
    month="month months",
    quarter="quarter quarters qtr",
    year="year years yr yrs",
    fortnight="fortnight fortnights",
    weekend="weekend weekends week-end wkend",
    decade="decade decades",
    century="century centuries",
    season="season seasons",
) | {"business day": "workday", "business days": "workday", "working day": "workday", "working days": "workday"}
_AMOUNTS = NUMBERS | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "a few": 3,
    "few": 3,
    "couple": 2,
    "half a": Fraction(1, 2),
    "half an": Fraction(1, 2),
    "a half": Fraction(1, 2),
    "half": Fraction(1, 2),
    "a quarter of an": Fraction(1, 4),
    "a quarter of": Fraction(1, 4),
    "three quarters of an": Fraction(3, 4),
    "several": 3,
    **{f"{word} and a half": value + Fraction(1, 2) for word, value in NUMBERS.items() if value <= 12},
}
_PLACES = {word: place for place, word in enumerate(_ORDINALS[:5], 1)}
_FROM_THE_END = {
    **{f"{word} last": -place for word, place in _PLACES.items()},
    **{f"{word} to last": -place for word, place in _PLACES.items()},
    **{"2nd last": -2, "3rd last": -3, "4th last": -4, "5th last": -5, "last": -1},
}
_PLACES_WITH_TIME = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "london": "Europe/London",
    "colombia": "America/Bogota",
    "mexico city": "America/Mexico_City",
}
_ZONES = {
    **forms(**{"America/New_York": "est edt et", "America/Chicago": "cst cdt ct", "America/Denver": "mst mdt"}),
    **forms(**{"America/Los_Angeles": "pst pdt pt", "Etc/GMT": "gmt", "Etc/UTC": "utc"}),
    **forms(**{"Etc/GMT-1": "bst", "Europe/Paris": "cet cest", "Europe/Athens": "eet eest", "Europe/Lisbon": "wet"}),
    **forms(
        **{"Asia/Kolkata": "ist", "Asia/Tokyo": "jst", "Australia/Sydney": "aest aedt", "America/Anchorage": "akst"}
    ),
    **forms(**{"America/Bogota": "cot", "America/Lima": "pet", "America/Sao_Paulo": "brt", "Pacific/Honolulu": "hst"}),
    **{
        f"{place}{kind} time": zone
        for place, zone in _PLACES_WITH_TIME.items()
        for kind in ("", " standard", " daylight")
    },
}

_BELOW = below_hundred("en")
_TENS = {word: value for word, value in _BELOW.items() if value >= 10}
YEARS = {
    **{f"nineteen {rest}": 1900 + value for rest, value in _TENS.items()},
    **{f"twenty {rest}": 2000 + value for rest, value in _TENS.items()},
    **{f"two thousand {rest}": 2000 + value for rest, value in _BELOW.items() if value},
    **{f"two thousand and {rest}": 2000 + value for rest, value in _BELOW.items() if value},
    "two thousand": 2000,
}
_ONES = "|".join(word for word, value in _BELOW.items() if 0 < value < 10)
_TENS_ALONE = "|".join(word for word in _TENS if " " not in word and "-" not in word)
_SAID_YEAR = (
    rf"(?:nineteen|twenty) (?:{_TENS_ALONE})(?:[ -](?:{_ONES}))?"
    rf"|two thousand(?:(?: and)? (?:(?:{_TENS_ALONE})(?:[ -](?:{_ONES}))?|{_ONES}))?"
)

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
    "turn": {
        **dict.fromkeys(("next", "coming", "upcoming", "this coming"), 1),
        "this": 0,
        "current": 0,
        **dict.fromkeys(("last", "past", "previous", "this past"), -1),
    },
    "bare": {word: value for word, value in NUMBERS.items() if value <= 31},
    "half": HALVES,
    "part": {part: part for part in ("morning", "afternoon", "evening", "night")} | {"noon": "midday"},
    "part_": {"mornings": "morning", "afternoons": "afternoon", "evenings": "evening", "nights": "night"},
    "unit": _UNITS,
    "n": _AMOUNTS,
    "ord": _PLACES | _FROM_THE_END,
    "zone": _ZONES,
    "feast": names("en"),
    "feast_": names("en", weak=True),
}
DIGITS = {
    "day": r"\d{1,2}(?:st|nd|rd|th)?",
    "hour": r"\d{1,2}",
    "minute": r"[0-5]?\d",
    "second": r"[0-5]\d",
    "year": rf"(?:19|20)\d\d|{_SAID_YEAR}",
    "bare": r"\d{1,2}(?:st|nd|rd|th)?",
    "n": r"\d{1,4}(?:[.,]\d)?|[1-9]/[2-9]",
    "ord": r"[1-9]\d?(?:st|nd|rd|th)",
}
