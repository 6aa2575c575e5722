"""A message to a waiting action as kinds of words: what it tells, what it opens with, and what nobody knows."""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass

from language.embedded.data import words
from language.embedded.phrasebook import Hit
from language.embedded.reply_senses import hits
from language.embedded.reply_slips import mended
from language.embedded.text import Text

_MURMURS = frozenset(words("reply_murmurs"))
_ASKS = frozenset(words("reply_asks"))
_PROPOSES = frozenset(words("reply_proposes"))
_WANTS = frozenset(words("reply_wants"))
_TRAILS = re.compile(r"(?:\.\.\.|…)\s*$")
_AGREES = frozenset({"yes", "faint", "cancels"})
_SAID_TWICE = 2
_IF = "si"


@dataclass(frozen=True, slots=True)
class Said:
    """A message as kinds of words. ``fresh`` are the words that are none of them."""

    told: Set[str]
    first: str
    last: str
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


def plain_words(text: Text) -> list[str]:
    """Its words with drawn-out letters as one, and slips put right."""
    return [mended(word) for word in text.words_shortened()]


def said_in(text: Text, pending: str, echoed: Set[int] = frozenset()) -> Said:
    """``echoed`` are the places of the words that repeat what was shown: they are known, and tell nothing."""
    words = plain_words(text)
    found = hits(words, pending)
    covered = {place for hit in found for place in range(hit.place, hit.place + hit.size)}
    bare = [place for place in range(len(words)) if place not in covered and place not in echoed]
    fresh = [place for place in bare if words[place] not in _MURMURS]
    opening = _openings(text, words, found)
    proposes = bool(opening & _PROPOSES) or any(hit.told == "propose" for hit in found)
    kinds = [hit.told for hit in found]
    return Said(
        told=_told(kinds, murmurs=len(fresh) < len(bare) or _has_unread_sign(text)) | condition_in(text, found),
        first=_first(found),
        last=found[-1].told if found and found[-1].place + found[-1].size == len(words) else "",
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


def condition_in(text: Text, found: Sequence[Hit[str]]) -> Set[str]:
    """ "Sí, si mi socio puede": after a yes, an "if" without its accent that leads to more words is a condition."""
    agreed = [hit.place for hit in found if hit.told in _AGREES]
    for place, token in enumerate(text.tokens[:-1]):
        written = text.clean[token.start : token.end].lower()
        before = text.clean[text.tokens[place - 1].start : text.tokens[place - 1].end].lower() if place else ""
        if written == _IF != before and any(at < place for at in agreed) and place + 1 not in agreed:
            return {"hedge"}
    return set()


def _first(found: Sequence[Hit[str]]) -> str:
    told = found[0].told if found and found[0].place == 0 else ""
    return "yes" if told == "faint" else told


def _told(kinds: Sequence[str], *, murmurs: bool) -> Set[str]:
    """An "eh" makes a yes doubtful, but not one that is said twice; a faint yes is one."""
    agrees = sum(kind in _AGREES for kind in kinds)
    doubts = murmurs or ("filler" in kinds and agrees < _SAID_TWICE)
    return {*kinds} | ({"yes"} if agrees and "faint" in kinds else set()) | ({"hedge"} if doubts else set())


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
