"""Whether a sentence holds a thing of the kind that was asked for: a number, a date, a name, a reason."""

import re
from functools import lru_cache

from language.claims.counts import UNIT
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


def holds(text: str, kind: Kind, language: str, known: frozenset[str]) -> bool:
    """``known``: stems of the question, whose names and numbers answer nothing."""
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
            return any(match[0] not in known for match in _number(language).finditer(folded))
        case "reason":
            return bool(_REASON.search(folded))


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
    return re.compile(rf"(?<!\w){number}(?:[ -](?:to|a|y|o|or|and|-)?[ -]?{number})? ?-?{UNIT}(?!\w)")
