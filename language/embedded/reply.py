"""What a message says to the action that waits for a yes. In doubt it is no approval.

Only a message that is a yes from its first word to its last approves; whatever else it holds makes it something else.
"""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from language.embedded.data import words
from language.embedded.phrasebook import Hit
from language.embedded.reply_senses import ANYTHING, book, entries, hits
from language.embedded.text import Text
from language.port import Entity, Guess, Reply

CHANGING = frozenset(words("reply_changing"))
"""Kinds of entity that could change what the yes would do."""

_HUMAN_SURE = 0.6
_MURMURS = frozenset(words("reply_murmurs"))
_ASKS = frozenset(words("reply_asks"))
_PROPOSES = frozenset(words("reply_proposes"))
_WANTS = frozenset(words("reply_wants"))
_ECHO = re.compile(r"(.)\1{2,}")
_TRAILS = re.compile(r"(?:\.\.\.|…)\s*$")
_SURE = 0.97
_BASIC = frozenset(words("reply_basic"))
_CANCELLING = ("cancel", "anul", "elimin", "borr", "quit", "remov", "delet", "eras")
_CANCELS = frozenset({"cancel_flow", "cancel_appointment", "opt_out"})
_AMENDS = frozenset({"correct", "reschedule"})
_AGREES = frozenset({"yes", "faint", "cancels"})
_SAID_TWICE = 2
_DOUBTS = frozenset({"hedge", "wait", "contrast", "propose"})
_LONG_ENOUGH = 7
"""Letters from which one wrong letter leaves little doubt."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A message as kinds of words. ``fresh`` are the words that are none of them."""

    told: Set[str]
    first: str
    fresh: Sequence[str]
    wants: bool
    asks: bool
    proposes: bool
    marked: bool
    trails: bool
    parting: bool
    """Takes its leave, with no more than an "ok" for a yes: "ok, see ya"."""
    new: Sequence[tuple[int, int]]
    """Where the fresh words stand in the plain text."""


def reply_to(text: Text, pending: str, intents: Sequence[Guess], entities: Sequence[Entity]) -> Reply:
    """``pending`` is the kind of the waiting action; ``intents`` are those of the message read alone."""
    said = _said(text, pending)
    names = {guess["name"] for guess in intents}
    if not text.tokens:
        return "unclear"
    if not said.fresh and "human" not in said.told:
        return "unclear" if said.asks else _pure(said, pending, text.words())
    if _wants_person(said, intents):
        return "human"
    return _mixed(said, names, any(_changes(said, each) for each in entities), cancelling="cancel" in pending)


def _changes(said: _Said, found: Entity) -> bool:
    """Whether it could change what waits: "that day" is the day that was shown."""
    return found["kind"] in CHANGING and any(start < found["end"] and found["start"] < end for start, end in said.new)


def intents_with(reply: Reply, intents: Sequence[Guess]) -> list[Guess]:
    """The intents that go with the reply, so that none says yes where the reply does not."""
    match reply:
        case "approve":
            return [Guess(name="affirm", confidence=_SURE)]
        case "reject":
            return [Guess(name="deny", confidence=_SURE)]
        case "unclear":
            return [guess for guess in intents if guess["name"] not in {"affirm", "deny"}]
        case _:
            rest = [guess for guess in intents if guess["name"] not in {"affirm", "deny"}]
            name = {"amend": "correct", "human": "human"}.get(reply)
            told = [Guess(name=name, confidence=0.9)] if name and name not in {guess["name"] for guess in rest} else []
            return [*rest, *told] if reply == "amend" else [*told, *rest]


def leaning(text: Text) -> bool | None:
    """Whether the message begins with a yes or a no that it does not take back; None where it does neither."""
    said = _said(text, ANYTHING)
    if said.first == "yes" and not said.told & {"no", "drop", "hedge", "wait", "contrast"}:
        return True
    return False if said.first == "no" and not said.told & {"yes", "hedge", "wait"} else None


def _said(text: Text, pending: str) -> _Said:
    words = [_mended(_ECHO.sub(r"\1", word)) for word in text.words()]
    found = hits(words, pending)
    covered = {place for hit in found for place in range(hit.place, hit.place + hit.size)}
    bare = [place for place in range(len(words)) if place not in covered]
    fresh = [place for place in bare if words[place] not in _MURMURS]
    opening = _openings(text, words, found)
    proposes = bool(opening & _PROPOSES) or any(hit.told == "propose" for hit in found)
    kinds = [hit.told for hit in found]
    return _Said(
        told=_told(kinds, murmurs=len(fresh) < len(bare) or _has_unread_sign(text)),
        first=_first(found),
        fresh=[words[place] for place in fresh],
        wants=not _WANTS.isdisjoint(words),
        asks=bool(opening & _ASKS) or ("?" in text.plain and not proposes and bool(fresh)),
        proposes=proposes,
        marked="?" in text.plain,
        trails=bool(_TRAILS.search(text.plain)),
        parting="bye" in kinds and "yes" not in kinds,
        new=[(text.tokens[place].start, text.tokens[place].end) for place in fresh],
    )


def _has_unread_sign(text: Text) -> bool:
    """A sign that is no word here, as an hourglass: nobody knows what it says."""
    read = {place for token in text.tokens for place in range(token.start, token.end)}
    return any(place not in read and unicodedata.category(char) == "So" for place, char in enumerate(text.plain))


def _first(found: Sequence[Hit[str]]) -> str:
    told = found[0].told if found and found[0].place == 0 else ""
    return "yes" if told == "faint" else told


def _told(kinds: Sequence[str], *, murmurs: bool) -> Set[str]:
    """An "eh" makes a yes doubtful, but not one that is said twice; a faint yes is one."""
    agrees = sum(kind in _AGREES for kind in kinds)
    doubts = murmurs or ("filler" in kinds and agrees < _SAID_TWICE)
    return {*kinds} | ({"yes"} if agrees and "faint" in kinds else set()) | ({"hedge"} if doubts else set())


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    """The word that these replies know, where one letter is wrong, missing, doubled or swapped."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    known = _known()
    if len(word) < _LONG_ENOUGH or not word.isalpha() or word in known or next(book().hits([word]), None):
        return word
    near = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1)
    return near[0] if near else word


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    """The single words that a misspelt one may have been."""
    kinds = ("yes", "faint", "no", "drop", "yes_take", "yes_book", "yes_order", "yes_quote")
    told = {entry for kind in kinds for entry in entries()[kind]}
    return tuple(sorted(entry for entry in told if entry.isalpha() and len(entry) >= _LONG_ENOUGH))


def _openings(text: Text, words: Sequence[str], hits: Sequence[Hit[str]]) -> set[str]:
    """The first word of each clause, past those that only lead into it: "ok, and *what* is", "espera, *cuanto* es"."""
    leads = {place for hit in hits for place in range(hit.place, hit.place + hit.size)}
    fixed = {place for hit in hits if hit.size > 1 for place in range(hit.place, hit.place + hit.size)}
    firsts: set[str] = set()
    waiting = True
    for place, word in enumerate(words):
        before = text.plain[text.tokens[place - 1].end : text.tokens[place].start] if place else ""
        waiting = waiting or any(mark in before for mark in ",.;:!?¿\n")
        if waiting and ((word in _ASKS and place not in fixed) or place not in leads):
            firsts.add(word)
            waiting = False
        elif waiting and word in _PROPOSES:
            firsts.add(word)
    return firsts


def _pure(said: _Said, pending: str, words: Sequence[str]) -> Reply:
    """Nothing but yes, no and the small words around them."""
    cancelling, told = "cancel" in pending, said.told
    if "no" in told and not said.marked and not told & {"yes", "cancels", "wait", "contrast", "field"}:
        # a no is taken also when it hesitates: nothing is done by it
        return "reject"
    if said.marked or said.trails or told & _DOUBTS or "field" in told:
        return "reject" if "drop" in told and not cancelling and not said.marked else _field_change(said)
    if "leave" in told:
        # "ok, leave it like that" may mean what was shown or what was before
        return "unclear" if "yes" in told else "reject"
    if "change" in told and not ("reschedule" in pending and "yes" in told and "no" not in told):
        return "reject" if told & {"drop", "no"} and "yes" not in told else "unclear"
    if cancelling:
        return _to_cancelling(said, words)
    if "drop" in told:
        return "reject"
    if "yes" in told and not said.parting:
        return "unclear" if "no" in told else "approve"
    return "reject" if "no" in told else "unclear"


def _field_change(said: _Said) -> Reply:
    return "amend" if "field" in said.told and said.told & {"change", "contrast"} else "unclear"


def _to_cancelling(said: _Said, words: Sequence[str]) -> Reply:
    """ "Cancel" said to a cancellation: a yes beside it or what is cancelled makes it one, alone it may mean either."""
    told = said.told
    if "keep" in told:
        return "unclear" if told & {"cancels", "drop"} else "reject"
    if "no" in told:
        return "unclear" if told & {"yes", "cancels"} else "reject"
    if "cancels" in told:
        return "approve"
    if "drop" in told:
        means_it = any(word.startswith(_CANCELLING) for word in words)
        return "approve" if means_it and "yes" in told else "unclear" if means_it or "yes" in told else "reject"
    return "approve" if "yes" in told and not told & {"thing", "bye"} else "unclear"


def _wants_person(said: _Said, intents: Sequence[Guess]) -> bool:
    sure = any(guess["name"] == "human" and guess["confidence"] >= _HUMAN_SURE for guess in intents)
    return sure or ("human" in said.told and (said.wants or not said.fresh))


def _mixed(said: _Said, intents: Set[str], changes: bool, *, cancelling: bool) -> Reply:
    """There is something besides yes and no."""
    told = said.told
    if told & {"drop", "leave"} and not said.marked and not cancelling and not (changes and "change" in told):
        return "reject"
    if said.asks or said.marked:
        return "amend" if changes and (said.proposes or "change" in told) and not said.asks else "digress"
    if changes and not (told & {"hedge", "wait"} and "change" not in told):
        return "amend"
    if "field" in told and told & {"change", "contrast", "no"}:
        return "amend"
    if said.first == "no" and "yes" not in told and not told & {"hedge", "contrast"}:
        return "reject"
    return _by_intent(told, intents, cancelling=cancelling)


def _by_intent(told: Set[str], intents: Set[str], *, cancelling: bool) -> Reply:
    if intents & _CANCELS and not cancelling and "yes" not in told:
        return "reject"
    if intents & _AMENDS and "change" in told:
        return "amend"
    return "digress" if intents - _BASIC - _CANCELS - _AMENDS else "unclear"
