"""What no learnt judgement may overrule: whatever asks, doubts, denies, delays, changes or commands is no yes."""

from collections.abc import Sequence
from itertools import dropwhile

from language.embedded.agreeing.heard import AGREES, Heard
from language.embedded.data import words
from language.embedded.phrasebook import Hit
from language.embedded.reply import CHANGING
from language.embedded.reply_asides import clauses_of
from language.embedded.reply_echo import without
from language.embedded.reply_said import condition_in
from language.port import Entity

_ALWAYS = frozenset({"wait", "keep", "human"})
_UNLESS_DONE = frozenset({"no", "contrast", "leave", "propose"})


def _listed(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in words(f"agree_{name}"))


_FORBIDDEN = _listed("supposes", "commands", "asks", "others", "likes")
_OVERCOME = _listed("denies", "reports", "delays")
"""What a message may say before it ends in so many words: "I've been burned before, but yes, I accept it"."""
_ASKED = frozenset(
    {"qué", "cuál", "cuáles", "cuánto", "cuánta", "cuántos", "cuántas", "cuándo", "dónde", "quién", "cómo"}
)
_CHOOSES = frozenset(words("agree_chooses"))
_LEAST_TOLD, _LONGEST_NAME = 2, 4
"""One new word alone names a choice; so do a few that an article or a preposition leads."""
_LAUGHS = frozenset(words("agree_laughs"))
_ALTERING = frozenset({"edit", "counter_offer", "discount", "instalments", "odd_quantity"})
_SURE = 0.7


def is_vetoed(heard: Heard, entities: Sequence[Entity]) -> bool:
    if not _agrees(heard) or _alters(heard, entities) or _is_open(heard) or _chooses(heard):
        return True
    ends_done = bool(heard.done) and heard.done[-1]
    return not ends_done and _wavers(heard)


def _agrees(heard: Heard) -> bool:
    """Some word of it is a yes; to a cancellation, one that cancels or tells why."""
    told = heard.said.told
    if "change" in told and "reschedule" not in heard.pending:
        return False
    if heard.cancelling:
        return "cancels" in told or ("yes" in told and bool(told & {"drop", "reason"}))
    return "yes" in told and "drop" not in told


def _is_open(heard: Heard) -> bool:
    """It asks, waits, begins with a no, makes conditions or orders the assistant: nothing later makes up for that."""
    said = heard.said
    if (
        said.marked
        or said.trails
        or said.parting
        or said.first == "no"
        or said.told & _ALWAYS
        or condition_in(heard.text, heard.hits)
    ):
        return True
    covered = _covered(heard, 2)
    tokens = [token for place, token in enumerate(heard.text.tokens) if place not in covered]
    written = {heard.text.clean[token.start : token.end].lower() for token in tokens}
    return not _FORBIDDEN.isdisjoint(_free(heard)) or not _ASKED.isdisjoint(written)


def _chooses(heard: Heard) -> bool:
    """Whether some clause only names a thing that was not shown: "pídelo, el azul", "sí, con Beatriz, confirmo"."""
    known = _covered(heard, 1) | heard.echoed
    fresh = {start for start, _ in heard.said.new}
    at = {token.start: place for place, token in enumerate(heard.text.tokens)}
    for clause in clauses_of(heard.text):
        rest = list(dropwhile(lambda token: at[token.start] in known, clause))
        named = not fresh.isdisjoint(token.start for token in rest)
        led = bool(rest) and rest[0].word in _CHOOSES and len(rest) <= _LONGEST_NAME
        if named and (led or len(rest) < _LEAST_TOLD):
            return True
    return False


def _wavers(heard: Heard) -> bool:
    """It denies, doubts, puts off or sets against, outside of phrases as "no problem" that are known to agree."""
    hedges = any(hit.told == "hedge" and not _is_laugh(heard, hit) for hit in heard.hits)
    return hedges or bool(heard.said.told & _UNLESS_DONE) or not _OVERCOME.isdisjoint(_free(heard))


def _is_laugh(heard: Heard, hit: Hit[str]) -> bool:
    return heard.words[hit.place] in _LAUGHS


def _free(heard: Heard) -> set[str]:
    covered = _covered(heard, 2)
    return {word for place, word in enumerate(heard.words) if place not in covered}


def _covered(heard: Heard, least: int) -> set[int]:
    """The places of the known phrases that agree and have at least so many words."""
    known = [hit for hit in heard.hits if hit.told in AGREES and hit.size >= least]
    return {place for hit in known for place in range(hit.place, hit.place + hit.size)}


def _alters(heard: Heard, entities: Sequence[Entity]) -> bool:
    """A value that was not shown: another time, amount, person or thing."""
    rest = without(heard.text, entities, heard.echoed)
    return any(_is_change(heard, each) for each in rest)


def _is_change(heard: Heard, found: Entity) -> bool:
    if found["kind"] in _ALTERING:
        return not heard.cancelling
    if found["kind"] == "product" and (found["confidence"] < _SURE or True in _agreeing(heard, found)):
        return False  # a name that only resembles "agéndela, que"
    return found["kind"] in CHANGING and False in _agreeing(heard, found)


def _agreeing(heard: Heard, found: Entity) -> set[bool]:
    """For its words, whether they stand in a phrase that agrees: "mil gracias" is no amount."""
    told = _covered(heard, 1)
    tokens = enumerate(heard.text.tokens)
    return {place in told for place, token in tokens if found["start"] < token.end and token.start < found["end"]}
