"""Words that make a claim larger or smaller, and what they are said of: "all roofs", "only $350", "more dust"."""

import re
from functools import lru_cache

from language.claims.claim import GONE

_OVER = {
    "es": re.compile(
        rf"\b(tod[oa]s?|cada|cualquiera?|sol[oa]mente|solo(?! para)|unicamente|menos|(?<!lo )mas|siempre)\s+"
        rf"(?:(?:de|del|el|la|l[oa]s|un|una|que|a|al|en|nuestr[oa]s?|sus?|tus?|[mts]e|les?|para)\s+){{0,3}}([a-z]+|{GONE})"
    ),
    "en": re.compile(
        rf"\b(all|every|each|any|only|more|less|fewer|most|always)\s+"
        rf"(?:(?:of|the|a|an|our|your|its|for|at|in|to|than)\s+){{0,3}}([a-z]+|{GONE})"
    ),
}
_SAME = {
    "todo": "all", "toda": "all", "todos": "all", "todas": "all", "cada": "all", "cualquier": "all",
    "cualquiera": "all", "solamente": "only", "unicamente": "only", "solo": "only", "every": "all", "each": "all",
    "any": "all", "fewer": "less",
}  # fmt: skip
_TAXES = frozenset({"iva", "sales", "tax", "impuesto", "impuestos", "vat"})
_CLAIMS = {
    "es": re.compile(
        r"\b(?:(?:esta|estara|estan|queda|quedara|tendra|tengo|tiene)(?: \w+)? (?P<ready>list[oa]s? para)|"
        r"(?P<going>en camino)|(?P<gift>por (?:nuestra cuenta|cuenta nuestra|cuenta de la casa))|"
        r"(?P<soon>de inmediato|inmediatamente|en (?:un|unos) (?:momento|minuto)s?|cuanto antes)|"
        rf"(?P<same_day>(?:el|ese) mismo dia(?! a las? {GONE}))|"
        r"(?P<any_hour>(?:a |en )?cualquier (?:hora|momento|dia|horario)|"
        r"dia y noche)|"
        r"(?P<reason>porque|debido a|ya que|puesto que|dado que)|(?P<known>ya l[oae] sab\w+)|"
        r"(?P<person>soy (?:una persona|un humano|alguien)))\b"
    ),
    "en": re.compile(
        r"\b(?:(?:is|are|be|it's|get|have|'ll be)(?: \w+)? (?P<ready>ready (?:to|for))|"
        r"(?P<going>on (?:my|his|her|their|our|its|the) way)|(?P<gift>on (?:us|the house))|"
        r"(?P<soon>right away|immediately|in (?:a|a few) (?:moment|minute)s?|as soon as possible)|"
        rf"(?P<same_day>(?:the|that) same day(?! at {GONE}))|(?P<any_hour>at any (?:hour|time)|day (?:and|or) night)|"
        r"(?P<reason>because|due to)|(?P<known>(?:he|she|they) knows? )|(?P<person>i'm (?:a person|human|somebody)))\b"
    ),
}
"""Turns that promise or explain, whatever their words are."""
_SO = {
    "es": re.compile(r"\b(?:asi que|por eso|por lo que|de modo que|entonces|pues|para que)\b"),
    "en": re.compile(r"\b(?:so|since|as|that's why|therefore)\b"),
}
_EXTRA = re.compile(
    r"\b(?:plus (?:the )?(?:sales tax|tax|iva|vat)|mas (?:el |los )?(?:iva|sales tax|impuestos?)|"
    r"(?:iva|tax|vat) (?:aparte|extra|not included|is extra)|aparte|extra|on top|"
    r"before (?:sales )?(?:tax|iva|tear-off)|not including|excluding|sin (?:iva|incluir|contar)|no incluy\w+|"
    r"separate(?:ly)?)\b"
)
_WITH = re.compile(
    r"\b(?:inclui\w+|incluy\w+|includ\w+|(?:ya )?con (?:el )?(?:iva|sales tax|impuestos?)|"
    r"with (?:the )?(?:iva|tax|vat|sales tax|tear-off))\b"
)


def bound(text: str, language: str) -> frozenset[tuple[str, str]]:
    """What words like "all", "only" and "more" are said of in the folded ``text``."""
    found = _OVER[language].findall(text)
    return frozenset(
        (_SAME.get(word, word), of) for word, of in found if of not in _TAXES and (word, of) != ("mas", GONE)
    )


def explains(text: str, language: str) -> bool:
    """Whether one thing of the folded ``text`` follows from another."""
    return _SO[language].search(text) is not None


def claims(text: str, language: str) -> frozenset[str]:
    """The kinds of promises and reasons in the folded ``text``."""
    return frozenset(match.lastgroup or "" for match in _CLAIMS[language].finditer(text))


@lru_cache(maxsize=1024)
def charges(text: str) -> frozenset[str]:
    """Whether the folded ``text`` tells of something that comes on top of a price, or is in it."""
    return frozenset(kind for kind, of in (("extra", _EXTRA), ("with", _WITH)) if of.search(text))
