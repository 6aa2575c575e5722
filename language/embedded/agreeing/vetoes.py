"""What no learnt judgement may overrule: whatever asks, doubts, denies, delays, changes or commands is no yes."""

from collections.abc import Sequence

from language.embedded.agreeing.heard import Heard
from language.embedded.data import words
from language.embedded.phrasebook import Hit
from language.embedded.reply import CHANGING
from language.embedded.reply_echo import without
from language.port import Entity

_TOLD = frozenset({"wait", "contrast", "propose", "keep", "human", "leave", "no"})
_KNOWN = frozenset({"yes", "soft", "faint", "cancels", "reason"})
_WORDS = frozenset(
    word
    for name in ("denies", "supposes", "others", "commands", "reports", "delays", "asks")
    for word in words(f"agree_{name}")
)
_ASKED = frozenset({"qué", "cuál", "cuáles", "cuánto", "cuánta", "cuántos", "cuántas", "cuándo", "dónde", "quién", "cómo"})
_LAUGHS = frozenset(words("agree_laughs"))
_LEADS_ON = frozenset({"que", "k", "q", "y"})
_IF = "si"
_ALTERING = frozenset({"edit", "counter_offer", "discount", "instalments", "odd_quantity"})
_SURE = 0.7


def is_vetoed(heard: Heard, entities: Sequence[Entity]) -> bool:
    return not _agrees(heard) or _doubts(heard) or _says_otherwise(heard) or _alters(heard, entities)


def _agrees(heard: Heard) -> bool:
    """Some word of it is a yes; to a cancellation, one that cancels or tells why."""
    told = heard.said.told
    if heard.cancelling:
        return "cancels" in told or ("yes" in told and bool(told & {"drop", "reason"}))
    return "yes" in told and "drop" not in told


def _doubts(heard: Heard) -> bool:
    said = heard.said
    hedges = any(hit.told == "hedge" and not _is_laugh(heard, hit) for hit in heard.hits)
    return said.marked or said.trails or said.parting or bool(said.told & _TOLD) or hedges or _supposes(heard)


def _is_laugh(heard: Heard, hit: Hit[str]) -> bool:
    return heard.words[hit.place] in _LAUGHS


def _supposes(heard: Heard) -> bool:
    """ "Si" without its accent past the first word, where no known phrase and no "que" or "y" leads to it: an "if"."""
    clean = heard.text.clean
    covered = _covered(heard, 1)
    for place, token in enumerate(heard.text.tokens[1:-1], 1):
        written = clean[token.start : token.end].lower()
        if written == _IF and place not in covered and heard.words[place - 1] not in _LEADS_ON:
            return True
    return False


def _says_otherwise(heard: Heard) -> bool:
    """A word that denies, supposes or asks, outside of phrases as "no problem" that are known to agree."""
    covered = _covered(heard, 2)
    free = {word for place, word in enumerate(heard.words) if place not in covered}
    tokens = [token for place, token in enumerate(heard.text.tokens) if place not in covered]
    written = {heard.text.clean[token.start : token.end].lower() for token in tokens}
    return not _WORDS.isdisjoint(free) or not _ASKED.isdisjoint(written)


def _covered(heard: Heard, least: int) -> set[int]:
    """The places of the known phrases that agree and have at least so many words."""
    known = [hit for hit in heard.hits if hit.told in _KNOWN and hit.size >= least]
    return {place for hit in known for place in range(hit.place, hit.place + hit.size)}


def _alters(heard: Heard, entities: Sequence[Entity]) -> bool:
    """A value that was not shown: another time, amount, person or thing."""
    told = _covered(heard, 1)
    for each in without(heard.text, entities, heard.echoed):
        sure = each["kind"] != "product" or each["confidence"] >= _SURE
        if each["kind"] in _ALTERING and not heard.cancelling:
            return True
        if each["kind"] in CHANGING and sure and not _is_known(heard, each, told):
            return True
    return False


def _is_known(heard: Heard, found: Entity, told: set[int]) -> bool:
    """Whether every word of it stands in a phrase that agrees: "mil gracias" is no amount."""
    places = [at for at, token in enumerate(heard.text.tokens) if found["start"] < token.end and token.start < found["end"]]
    return all(place in told for place in places)
