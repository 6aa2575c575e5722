"""Whether a Spanish message says tú (or vos) or usted, by a list and by the forms of its verbs."""

import re
from functools import lru_cache

from language.embedded.data import cue, load, words
from language.embedded.phrasebook import Phrasebook
from language.embedded.text import Text

_ASKED_FOR = re.compile(r"(?P<stem>[a-zñ]{2,}?)(?P<vowel>[ae])(?:me|nos|le|les)(?:l[oa]s?)?")
""" "Avísame", "escríbanos": a command with its pronouns."""
_ER_IR = re.compile(rf"(?:{cue('stems_er_ir')})$")
"""Verbs whose commands change vowels the other way: "escribe" is tú, "escriba" usted."""
_SECOND = re.compile(r"[a-zñ]{2,}(?:as|es|aste|iste)")
_THIRD = re.compile(r"[a-zñ]{2,}(?:a|e)")
_FIRST = re.compile(r"[a-zñ]{2,}o|estoy|doy|voy")
_VOS = re.compile(r"[^\W\d_]{2,}(?:[áé]s|ís)")
_PRONOUNS = frozenset({"me", "nos"})
_OBJECTS = frozenset({"lo", "la", "los", "las", "le", "les"})
_IMPERSONAL = frozenset(words("impersonal"))
_NO_VOS = frozenset(words("no_voseo"))
_BEFORE_LE = frozenset(words("before_le"))
_BEFORE_TEA = frozenset(words("before_tea"))
_WISHES = frozenset(words("wishes_that"))
_ASKS_USTED = frozenset(words("asks_usted"))


@lru_cache(maxsize=1)
def _book() -> Phrasebook[str]:
    return Phrasebook((entry, kind) for kind, entries in load("register").items() for entry in entries)


def forms_of(text: Text) -> tuple[int, int]:
    """How many forms of tú and how many of usted the message has."""
    said = text.words()
    told = [hit.told for hit in _book().cover(said) if not _is_tea(said, hit.place)]
    listed = {place for hit in _book().cover(said) for place in range(hit.place, hit.place + hit.size)}
    for place in range(len(said)):
        if place not in listed:
            told.extend(_told(text, said, place))
    return told.count("tu"), told.count("usted")


def _told(text: Text, said: list[str], place: int) -> list[str]:
    """What the word at ``place`` tells by its form and its neighbours."""
    word, before = said[place], said[place - 1] if place else ""
    token = text.tokens[place]
    written = text.clean[token.start : token.end].lower()
    named = place > 0 and text.clean[token.start].isupper()  # "Raúl Solís" is nobody's voseo
    if _VOS.fullmatch(written) and word not in _NO_VOS and not named:
        return ["tu"]
    if before in _PRONOUNS or (before in _OBJECTS and place > 1 and said[place - 2] in _PRONOUNS):
        return _after_pronoun(text, said, place)
    if before == "le" and _FIRST.fullmatch(word) and (place == 1 or said[place - 2] in _BEFORE_LE):
        return ["usted"]
    if word in _ASKS_USTED and starts_clause(text, place):
        return ["usted"]
    return _command(word)


def _after_pronoun(text: Text, said: list[str], place: int) -> list[str]:
    """ "Me avisas" is tú; "me avisa" is usted where it opens what is said, or where it is wished for."""
    word = said[place]
    if _SECOND.fullmatch(word):
        return ["tu"]
    first = place - 1 if said[place - 1] in _PRONOUNS else place - 2
    opens = starts_clause(text, first) or (first > 1 and said[first - 1] == "que" and said[first - 2] in _WISHES)
    return ["usted"] if opens and _THIRD.fullmatch(word) and word not in _IMPERSONAL else []


def _command(word: str) -> list[str]:
    found = _ASKED_FOR.fullmatch(word)
    if not found or word in _IMPERSONAL:
        return []
    familiar = "e" if _ER_IR.search(found["stem"]) else "a"
    return ["tu" if found["vowel"] == familiar else "usted"]


def starts_clause(text: Text, place: int) -> bool:
    """Whether a word opens the message or what stands after a mark or a word of courtesy."""
    if place == 0:
        return True
    between = text.plain[text.tokens[place - 1].end : text.tokens[place].start]
    return any(mark in between for mark in ",.;:!?¿¡\n") or text.tokens[place - 1].word in _OPENERS


_OPENERS = frozenset(words("clause_openers"))


def _is_tea(said: list[str], place: int) -> bool:
    return said[place] == "te" and place > 0 and said[place - 1] in _BEFORE_TEA
