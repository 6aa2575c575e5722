"""Which words a wording may use beside those of its reference, and which of them say that something is done."""

import re
from functools import lru_cache
from pathlib import Path

from language.claims.claim import GONE

_FOLDER = Path(__file__).parent / "phrasing"
_KIND = re.compile(r"\[(\w+)\]")

_DEEDS = {
    "es": {
        "confirm": "confirm", "agend": "book", "program": "book", "reprogram": "book", "reserv": "book",
        "apart": "book", "reagend": "book", "acept": "accept", "aprob": "accept", "aprueb": "accept",
        "autoriz": "accept", "pag": "pay", "cobr": "pay", "envi": "send", "mand": "send", "entreg": "send",
        "despach": "send", "cancel": "cancel", "anul": "cancel", "mov": "move", "muev": "move", "cambi": "move",
        "pedi": "order", "pido": "order", "pide": "order", "orden": "order", "compr": "order", "vend": "sell",
        "factur": "bill", "deposit": "pay", "devol": "refund", "devuel": "refund", "reembols": "refund",
        "descont": "discount", "descuent": "discount", "garantiz": "promise", "asegur": "promise",
        "promet": "promise", "regal": "give", "tramit": "process", "registr": "process", "firm": "accept",
        "list": "done", "hech": "done", "complet": "done", "instal": "install", "cotiz": "quote", "prepar": "quote",
    },
    "en": {
        "confirm": "confirm", "book": "book", "schedul": "book", "reserv": "book", "hold": "book", "held": "book",
        "accept": "accept", "approv": "accept", "authoriz": "accept", "pay": "pay", "paid": "pay", "charg": "pay",
        "send": "send", "sent": "send", "ship": "send", "deliver": "send", "cancel": "cancel", "mov": "move",
        "chang": "move", "reschedul": "move", "order": "order", "buy": "order", "bought": "order", "plac": "order",
        "sell": "sell", "sold": "sell", "bill": "bill", "refund": "refund", "return": "refund", "discount": "discount",
        "guarant": "promise", "promis": "promise", "ensur": "promise", "gift": "give", "process": "process",
        "sign": "accept", "done": "done", "ready": "done", "complet": "done", "install": "install", "quot": "quote",
        "prepar": "quote",
    },
}  # fmt: skip
"""By the start of a word: what doing it is. A question may name the same deed in another form; a statement may not."""

_PAST = {
    "es": re.compile(r"(?:[ai]d[oa]s?|aron|ieron|hech[oa]s?|list[oa]s?)$"),
    "en": re.compile(r"(?:ed|ought|aid|ent|[eo]ld|done|ready)$"),
}
"""Endings of what has been done."""

_NOT = {
    "es": re.compile(r"\b(?:no|ni|nunca|jamas|sin|nada|nadie|ningun[oa]?s?|tampoco)\b"),
    "en": re.compile(r"\b(?:no|not|never|none|nothing|nobody|without|cannot|neither|nor)\b|n['’]t\b"),
}
_OPENING = re.compile(
    r"(?:^|[.,;:!?¿¡(]|\b(?:y|pero|que))\s*(?:ni|nunca|jamas|nada|nadie|ningun[oa]?s?|tampoco)\b(?=\s*\w)"
)
"""Before its verb a Spanish word denies alone; behind it, only together with a "no": "nada quedó", "no quedó nada"."""
_IF = {
    "es": re.compile(
        r"\b(?:si|solo|solamente|unicamente|salvo|excepto|menos|sujet[oa]s?|previ[oa]s?|siempre que|cuando|mientras|"
        r"segun|depende\w*|hasta|desde|entre|antes|despues|dentro|mas|sin)\b"
    ),
    "en": re.compile(
        r"\b(?:if|only|unless|except|subject|when|once|while|until|before|after|within|between|provided|depend\w*|"
        r"less|plus|"
        r"up to|on (?:approved|request)|without|from|by appointment)\b"
    ),
}
"""Words that bound what is said: left out, the rest would say more."""
_IDIOMS = {
    "es": re.compile(
        r"\b(?:(?:des)?de cero|l[oa]s dos|de (?:todas|cualquier) (?:forma|manera|modo)s?|con todo gusto|por cierto|"
        r"para (?:estar|quedar) segur[oa]s?)\b"
    ),
    "en": re.compile(
        r"\b(?:all (?:set|right|the way|yours)|in all|(?:at|after) all|by the way|to be sure|"
        r"right (?:now|here|there|away))\b"
    ),
}
"""Turns of phrase whose words would claim more alone ("all", "right")."""
_EITHER = re.compile(r"\b(?:si o no|yes or no|o no|or not)\b")
EASE = r"(?:^|(?<=[.,!?;:] ))(?:no hay |sin |no )problem(?:as?)?(?=[.,!;:]|$)"
"""Said by itself it is a yes, and denies nothing."""
_EASE = re.compile(EASE)
_RANGE_OF_TIMES = re.compile(rf"\b(?:from|desde) {GONE}[^a-z]*\b(?:to|until|hasta|a) (?:las? )?(?={GONE})")
"""Both ends are stated values: what bounds them is compared with them."""


@lru_cache
def words_of(kind: str, language: str) -> frozenset[str]:
    """``courtesy``: enough for a sentence that is about nothing; ``phrasing``: what joins and asks, and means nothing;
    ``wording``: what else plain phrasing is made of."""
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if match := _KIND.fullmatch(line):
            words = found.setdefault(match[1], set())
        elif not line.startswith("#"):
            words.update(line.split())
    return frozenset(found[kind])


def is_phrasing(word: str, language: str) -> bool:
    """Whether it is plain phrasing: a listed word, or a form of a listed verb that does nothing."""
    plainly = words_of("phrasing", language) | words_of("wording", language)
    if word in plainly or (language == "es" and _HANGING.sub("", word) in plainly):
        return True
    return deed_of(word, language) is None and _verbs(language).fullmatch(word) is not None


_HANGING = re.compile(r"(?<=[aeir])(?:[mts]e|les?|nos)?(?:l[ao]s?)?$")
"""What hangs on a Spanish verb: "verlo", "dejarmela"."""

_ENDINGS = {
    "es": r"(?:g?o|as?|es?|an|en|[aei]mos|[aei]r|ando|i?endo|yendo|[aei]?ri?a[sn]?|[aei]?riamos|imos|ga[sn]?|gamos|"
    r"zca[sn]?)(?:[mtls]e|les|nos)?(?:l[ao]s?)?",
    "en": r"(?:e?s|e?d|ing|ting|ning|e)?",
}


@lru_cache
def _verbs(language: str) -> re.Pattern[str]:
    """The forms of the listed verbs, those of the past left out in Spanish."""
    stems = "|".join(sorted(words_of("stems", language)))
    return re.compile(rf"(?:{stems}){_ENDINGS[language]}")


@lru_cache(maxsize=4096)
def deed_of(word: str, language: str) -> str | None:
    """What is done by the word: ``book`` for "agendo" and "reservamos". None for a word of no deed."""
    starts = _DEEDS[language]
    return next((starts[word[:size]] for size in range(len(word), 2, -1) if word[:size] in starts), None)


def is_past(word: str, language: str) -> bool:
    return _PAST[language].search(word) is not None


def denials(text: str, language: str) -> int:
    """How often the folded ``text`` says no, not, without. "Yes or no?" and "no problem" deny nothing.

    In Spanish what denies alone counts as the two words that it stands for.
    """
    said = _EASE.sub("", _EITHER.sub("", text))
    alone = len(_OPENING.findall(said)) if language == "es" else 0
    return len(_NOT[language].findall(said)) + alone


def may_be_denied(often: int, known: int, language: str) -> bool:
    """Whether what says no ``known`` times may say it so ``often``: a second English "not" takes the first one back."""
    return bool(known) and (language == "es" or often <= known)


def without_idioms(text: str, language: str) -> str:
    """The folded ``text`` without turns of phrase that state nothing."""
    return _IDIOMS[language].sub(_blank, _EASE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def conditions(text: str, language: str) -> int:
    """How many words of the folded ``text``, its values taken out, bound what it says."""
    return len(_IF[language].findall(_RANGE_OF_TIMES.sub("", text)))
