"""Whether a sentence holds a thing of the kind that was asked for: a number, a date, a name, a reason."""

import re
from functools import lru_cache

from language.claims.counts import UNITS
from language.claims.figures import any_number
from language.embedded.answering.question import Kind
from language.words.days import names_a_day
from language.words.fold import plain
from language.words.terms import stems

_YEAR_OR_HOUR = re.compile(
    r"\b(?:1\d{3}|20\d\d)s?\b|\b\d{1,2}(?::\d\d)? ?(?:[ap]\.? ?m\b|h\b|hrs?\b)|\b\d{1,2}:\d\d\b"
    r"|\b(?:century|centuries|siglos?|decades?|decadas?|24/7)\b"
)
_MONEY = re.compile(r"[$€£]|\b(?:usd|cop|mxn|eur|dollars?|pesos?|euros?|cents?|free|gratis|sin costo|no charge)\b")
_LASTING = {"second", "minute", "hour", "day", "week", "month", "year", "business day", "night", "km", "mile"}
"""Units of what lasts: time, and the way that a tyre or a brake holds for."""
_LASTS = (
    "(?:" + "|".join(re.escape(form) for form in sorted(UNITS, key=len, reverse=True) if UNITS[form] in _LASTING) + ")"
)
_OURS = {
    "es": re.compile(r"\b(?:nosotros|nuestr[oa]s?|nos|\w{2,}(?:amos|emos|imos))\b"),
    "en": re.compile(r"\b(?:we|our|ours|us)\b"),
}
_TESTIMONY = re.compile(r"^\W*[«“\"][^»”\"]{20,}[»”\"],? (?:\w+ )?(?:dice|dijo|cuenta|comenta|says|said|tells)\b")
NEXT = 2
"""Words after a number among which are the things that it counts."""
_REASON = re.compile(
    r"\b(?:because|due to|since|so that|in order to|as a result|thus|therefore|caused?|leads? to|led to|"
    r"porque|debido|ya que|puesto que|para que|a fin de|causad?[oa]?|gracias a|por eso|por lo que)\b"
)
_CAPITALS = re.compile(r"(?<![.!?¿¡] )(?<!^)\b[A-ZÁÉÍÓÚÜÑ][\w'-]+")
_TWO_CAPITALS = re.compile(r"\b[A-ZÁÉÍÓÚÜÑ][\w'.-]*(?: (?:de|del|la|van|von|of|the))? [A-ZÁÉÍÓÚÜÑ][\w'-]+")
_AT_A_PLACE = re.compile(
    r"\b(?:in|at|from|near|to|into|of|through|outside|en|de|desde|hacia|cerca de|a|por) "
    r"(?:the |el |la |los |las )?(?:\w+ )?[A-ZÁÉÍÓÚÜÑ]\w+|\b\d+ [A-Z]|#"
)


def holds(text: str, kind: Kind, language: str, known: frozenset[str], counted: str | None = None) -> bool:
    """``known``: stems of the question, whose names and numbers answer nothing.

    Where the text names the things that are ``counted``, the number must be theirs.
    """
    folded = plain(text)
    match kind:
        case "person":
            return any(_is_new(match[0], language, known) for match in _named(text))
        case "place":
            return any(_is_new(match[0], language, known) for match in _AT_A_PLACE.finditer(text))
        case "time":
            found = (match[0] for match in _YEAR_OR_HOUR.finditer(folded))
            return any(said not in known for said in found) or names_a_day(text)
        case "money":
            return bool(_MONEY.search(folded))
        case "duration":
            return bool(_measured(language).search(folded)) or bool(_YEAR_OR_HOUR.search(folded))
        case "count":
            return _is_counted(folded, language, known, counted)
        case "reason":
            return bool(_REASON.search(folded))


def speaks_of_us(text: str, language: str) -> bool:
    return bool(_OURS[language].search(plain(text)))


def is_testimony(text: str) -> bool:
    """A customer's words, and whose they are: nothing that the business says of itself."""
    return bool(_TESTIMONY.search(text))


def _is_counted(folded: str, language: str, known: frozenset[str], counted: str | None) -> bool:
    numbers = [match for match in _number(language).finditer(folded) if match[0] not in known]
    if counted is None or counted not in stems(folded, language):
        return bool(numbers)
    return any(counted in stems(" ".join(folded[match.end() :].split()[:NEXT]), language) for match in numbers)


def _named(text: str) -> list[re.Match[str]]:
    return [*_CAPITALS.finditer(text), *_TWO_CAPITALS.finditer(text)]


def _is_new(text: str, language: str, known: frozenset[str]) -> bool:
    return bool(set(stems(text, language)) - known)


@lru_cache(maxsize=2)
def _number(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_number(language)}(?!\w)|\b(?:half|third|quarter|mitad|tercio|dozens?|docena)\b")


@lru_cache(maxsize=2)
def _measured(language: str) -> re.Pattern[str]:
    number = any_number(language)
    return re.compile(rf"(?<!\w){number}(?:[ -](?:to|a|y|o|or|and|-)?[ -]?{number})? ?-?{_LASTS}(?!\w)")
