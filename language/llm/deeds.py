"""What is done by a word, and whether a text tells it as done, or only as what could be."""

import re
from collections.abc import Iterable
from functools import lru_cache

_DEEDS: dict[str, dict[str, str | None]] = {
    "es": {
        "confirm": "confirm", "agend": "book", "program": "book", "reprogram": "book", "reserv": "book",
        "apart": "book", "reagend": "book", "acept": "accept", "aprob": "accept", "aprueb": "accept",
        "autoriz": "accept", "pag": "pay", "cobr": "pay", "envi": "send", "mand": "send", "entreg": "send",
        "despach": "send", "cancel": "cancel", "anul": "cancel", "mov": "move", "muev": "move", "cambi": "move",
        "pedi": "order", "pido": "order", "levant": "order", "orden": "order", "compr": "order", "vende": "sell",
        "vendi": "sell", "vendo": "sell",
        "factur": "bill", "deposit": "pay", "devol": "refund", "devuel": "refund", "reembols": "refund",
        "descont": "discount", "descuent": "discount", "garantiz": "promise", "asegur": "promise",
        "promet": "promise", "regal": "give", "tramit": "process", "registr": "process", "firm": "accept",
        "list": "done", "hech": "done", "hice": "done", "hizo": "done", "hici": "done", "complet": "done",
        "instal": "install", "cotiz": "quote", "prepar": "quote", "comprom": None, "comprob": None, "compren": None,
        "pagin": None, "movil": None, "vendr": None,
    },
    "en": {
        "confirm": "confirm", "book": "book", "schedul": "book", "reserv": "book", "hold": "book", "held": "book",
        "accept": "accept", "approv": "accept", "authoriz": "accept", "pay": "pay", "paid": "pay", "charg": "pay",
        "send": "send", "sent": "send", "ship": "send", "deliver": "send", "cancel": "cancel", "mov": "move",
        "chang": "move", "reschedul": "move", "order": "order", "buy": "order", "bought": "order", "plac": "order",
        "sell": "sell", "sold": "sell", "bill": "bill", "refund": "refund", "return": "refund", "discount": "discount",
        "guarant": "promise", "promis": "promise", "ensur": "promise", "gift": "give", "process": "process",
        "sign": "accept", "done": "done", "ready": "done", "complet": "done", "install": "install", "quot": "quote",
        "prepar": "quote", "completely": None, "signif": None, "signal": None, "senten": None, "movie": None,
    },
}  # fmt: skip
"""By the start of a word: what doing it is; None where it is another word."""
_NAMES = {
    "es": frozenset({
        "confirmacion", "cambio", "cambios", "pedido", "pedidos", "orden", "compra", "cotizacion", "cotizaciones",
        "pago", "pagos", "envio", "envios", "entrega", "instalacion", "cancelacion", "aceptacion", "aprobacion",
        "registro", "lista", "listas", "listado",
    }),
    "en": frozenset({
        "confirmation", "change", "changes", "order", "orders", "purchase", "quote", "quotes", "quotation", "payment",
        "payments", "delivery", "installation", "cancellation", "approval", "booking", "reservation", "schedule",
        "process", "place", "places",
    }),
}  # fmt: skip
"""Names of deeds: the deed may be to come."""

_PAST = {
    "es": re.compile(r"(?:(?<!\bp)[ai]d[oa]s?|aron|ieron|hech[oa]s?|list[oa]s?|hice|hizo|hicimos)$"),
    "en": re.compile(r"(?:ed|ought|aid|ent|[eo]ld|done|ready|left|made|taken|found|gone|kept)$"),
}
"""Endings of what has been done."""
_POSSIBLE = {
    "es": re.compile(
        r"\b(?:pued\w+|podr\w+|gustaria|prefiere\w*|quier\w+|para)(?: \w+)? (\w+[aei]r(?:[mts]e|l[aeo]s?|nos)*)\b|"
        r"\b(\w+ria(?:n|s|mos)?)\b|\b(?:para|por|sin) (\w+[aei]r)\b"
    ),
    "en": re.compile(
        r"\b(?:can|could|may|might|would|should|to|will) (?:then |still |also )?be (\w+)|"
        r"\b(?:can|could|may|might|would|\w+'d)(?: (?:also|then|just|either|still))? (\w+)"
    ),
}
"""What could be done, or would be."""
_PERFECT = {
    "es": re.compile(r"\b(?:he|hemos|ha|han) (?:ya )?(\w+(?:d|ch|st|rt)o)\b"),
    "en": re.compile(
        r"\b(?:\w+'ve|have|has|(?:he|she|it|that)'s|already|is|was|been)(?: (?:already|just|now|been))* "
        r"(put|set|left|made|taken|off|found|gone|kept|brought|\w+ed)\b"
    ),
}
"""What has been done, where its own form does not tell."""
_IF = {"es": re.compile(r"\bsi\b(?!\s*[,.])[^,.;:!?]*"), "en": re.compile(r"\b(?:if|unless)\b[^,.;:!?]*")}
_LEFT_SO = {
    "es": re.compile(
        r"\b(?:dej|qued|da|de|do|v[aeo]|pon|marc|consider)\w*(?: \w+)?(?: por| como)? (\w+[aio]d[oa]s?|list[oa]s?)\b"
    ),
    "en": re.compile(
        r"\b(?:mark|have|get|put|consider|take|leave|keep|call|want|like|need)"
        r"(?: \w+){0,2}?(?: down)?(?: as)? (\w+ed)\b"
    ),
}
"""In a question, what would be done: "¿la dejo apartada?"."""


@lru_cache(maxsize=4096)
def deed_of(word: str, language: str) -> str | None:
    """What is done by the word: ``book`` for "agendo" and "reservamos". None for a word of no deed."""
    starts = _DEEDS[language]
    return next((starts[word[:size]] for size in range(len(word), 2, -1) if word[:size] in starts), None)


def deeds(found: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(deed for word in found if (deed := deed_of(word, language)))


def is_past(word: str, language: str) -> bool:
    return _PAST[language].search(word) is not None and not names_a_deed(word, language)


def names_a_deed(word: str, language: str) -> bool:
    return word in _NAMES[language]


def possible(text: str, language: str) -> frozenset[str]:
    """The words of the folded ``text`` that tell what could be done: "we can hold", "if it is moved"."""
    conditions = " ".join(_IF[language].findall(text))
    return _found(_POSSIBLE[language], text) | frozenset(conditions.split())


def perfect(text: str, language: str) -> frozenset[str]:
    """The words of the folded ``text`` that tell what has been done: "I've put"."""
    return _found(_PERFECT[language], text)


def left_so(text: str, language: str) -> frozenset[str]:
    """The words of the folded question that tell how something would be left: "shall I mark it accepted?"."""
    return _found(_LEFT_SO[language], text)


def _found(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(word for match in pattern.finditer(text) for word in match.groups() if word)
