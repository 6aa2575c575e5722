"""Which words a wording may use beside those of its reference, and which of them deny or bound what is said."""

import re

from language.claims.claim import GONE
from language.llm.lexicon import acts, bare, groups_of, kinds, talk

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_TELL_ME = {
    "es": re.compile(
        r"\b(?:cuente|cuenta|diga|di|comparta|comparte|indique|indica|explique|explica)(?:me|nos)\b"
        r"(?:(?! y )[^.?!¿])*\b(?:que|cual|cuales|quien|como|donde|cuando|cuant[oa]s?|si|el|la|su|tu)\b"
        r"[^.?!¿]*(?=[.!\n]|$)"
    ),
    "en": re.compile(
        r"\b(?:tell (?:me|us)|let (?:me|us) know|share|give (?:me|us))\b[^.?!]*"
        r"\b(?:what|which|who|how|where|when|if|whether|the|your|about)\b[^.?!]*(?=[.!\n]|$)"
    ),
}
PHRASE = 3
"""Words that a phrase has at least."""
_NAMED = re.compile(r"\d|\b(?:iva|tax|impuestos?)\b")
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
_INTERJECTIONS = re.compile(
    r"(?:^\W*|(?<=[.!?:,;¡] )|(?<=¡))"
    r"(?:perfecto|excelente|genial|estupendo|fantastico|maravilloso|que bueno|muy bien|buenisimo|super|"
    r"de lujo|entendido|"
    r"listo(?= anotado|, anotado)|"
    r"great|perfect|wonderful|excellent|awesome|fantastic|lovely|terrific|brilliant|good|very good|super|nice|"
    r"sounds good|all good|no problem at all)(?=\s*[,.!:;])"
)
"""A word of praise by itself, which praises nothing."""
_EITHER = re.compile(r"\b(?:si o no|yes or no|o no|or not)\b")
EASE = r"(?:^|(?<=[.,!?;:] ))(?:no hay |sin |no )problem(?:as?)?(?=[.,!;:]|$)"
"""Said by itself it is a yes, and denies nothing."""
EASY = re.compile(EASE)
_RANGE_OF_TIMES = re.compile(rf"\b(?:from|desde) {GONE}[^a-z]*\b(?:to|until|hasta|a) (?:las? )?(?={GONE})")
"""Both ends are stated values: what bounds them is compared with them."""


def words_of(kind: str, language: str) -> frozenset[str]:
    """``courtesy``: enough for a sentence that is about nothing; ``phrasing``: what joins and asks, and means nothing;
    ``wording``: what else plain phrasing is made of."""
    return kinds(language)[kind]


def is_phrasing(word: str, language: str) -> bool:
    """Whether it is plain phrasing: a listed word, or one of plain talk."""
    plainly = words_of("phrasing", language) | words_of("wording", language)
    return not {word, bare(word, language)}.isdisjoint(plainly | talk(language))


def is_act(word: str, language: str) -> bool:
    """Whether it names something that is done in the world."""
    return not {word, bare(word, language)}.isdisjoint(acts(language))


def asked(text: str, language: str) -> int:
    """How many questions the folded ``text`` asks, also without a question mark: "tell me what you need"."""
    return text.count("?") + len(_TELL_ME[language].findall(text))


def is_plain_talk(text: str, language: str, least: int = PHRASE) -> bool:
    """Whether the folded ``text`` is a phrase of ``least`` or more common words, and names no thing, sum or tax."""
    said = _WORD.findall(text)
    return len(said) >= least and all(_is_common(word, language) for word in said) and not _NAMED.search(text)


def _is_common(word: str, language: str) -> bool:
    known = is_phrasing(word, language) or is_act(word, language) or word in words_of("courtesy", language)
    return known or bool(groups_of(word, language) or denials(word, language))


def denials(text: str, language: str) -> int:
    """How often the folded ``text`` says no, not, without. "Yes or no?" and "no problem" deny nothing.

    In Spanish what denies alone counts as the two words that it stands for.
    """
    said = EASY.sub("", _EITHER.sub("", text))
    alone = len(_OPENING.findall(said)) if language == "es" else 0
    return len(_NOT[language].findall(said)) + alone


def may_be_denied(often: int, known: int, language: str) -> bool:
    """Whether what says no ``known`` times may say it so ``often``: a second English "not" takes the first one back."""
    return bool(known) and (language == "es" or often <= known)


def without_idioms(text: str, language: str) -> str:
    """The folded ``text`` without turns of phrase that state nothing."""
    return _INTERJECTIONS.sub(_blank, _IDIOMS[language].sub(_blank, EASY.sub(_blank, text)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def conditions(text: str, language: str) -> int:
    """How many words of the folded ``text``, its values taken out, bound what it says."""
    return len(_IF[language].findall(_RANGE_OF_TIMES.sub("", text)))
