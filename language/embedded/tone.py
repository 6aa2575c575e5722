"""How it is said, by word lists alone: mood and hurry with negation, and whether the customer says tú or usted.

``language.embedded.moods`` reads mood and hurry from these and from what it learnt.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from language.embedded.data import load, words
from language.embedded.manner import forms_of, starts_clause
from language.embedded.phrasebook import Hit, Phrasebook
from language.embedded.text import Text
from language.port import Register

ANGRY = -0.72
"""The sentiment from which down a customer is better off with a person."""
MILD = 0.2
"""The sentiment from which a message has a mood, above zero or below."""

_WEIGHTS = {"strong_good": 1.8, "good": 0.8, "bad": -0.8, "strong_bad": -2.0}
_UNMET = -0.8
"""What is expected and did not come: "no funciona", "it doesn't fit"."""
_REACH = 3
"""Words over which a "no" or a "very" works on what follows, within its clause."""
_TURNED = -0.6
_RAISED = 1.4
_SUPPOSED = 0.35
"""What a question or an "if" leaves of a mood: "is it expensive?" complains of nothing."""
_EVEN = 2.5
"""The weight at which the mood is about two thirds of the way."""
_HURRIES = {"high": 0.75, "some": 0.3}
_BREAK = re.compile(r"[.,;:!?¡¿\n]")
_SHOUTED = re.compile(r"!\s?!")
_ASKING = frozenset(words("mood_asking"))
_SUPPOSING = frozenset(words("mood_supposing"))
_OPENING = frozenset(words("mood_opening"))


@lru_cache(maxsize=8)
def _book(name: str) -> Phrasebook[str]:
    return Phrasebook((entry, kind) for kind, entries in load(name).items() for entry in entries)


def sentiment(text: Text) -> float:
    """From -1 to 1."""
    said = text.words_shortened()
    hits = _book("feelings").cover(said)
    asks = "?" in text.plain or any(word in _ASKING and starts_clause(text, place) for place, word in enumerate(said))
    felt = [(hit.told, _felt(text, said, hit, hits, asks=asks)) for hit in hits]
    # one thing that did not come may be told in several words: "no me parece justo"
    total = sum(weight for told, weight in felt if told != "expected")
    total += min((weight for told, weight in felt if told == "expected"), default=0.0)
    if total < 0 and is_shouted(text):
        total *= _RAISED
    return round(total / math.sqrt(total * total + _EVEN), 2)


def is_shouted(text: Text) -> bool:
    return bool(_SHOUTED.search(text.plain)) or (text.clean.isupper() and len(text.tokens) > 2)


def _felt(text: Text, said: Sequence[str], hit: Hit[str], hits: Sequence[Hit[str]], *, asks: bool) -> float:
    near = [other.told for other in hits if 0 < hit.place - other.place <= _REACH and _is_joined(text, other, hit)]
    negated = "not" in near
    if hit.told == "expected":
        weight = _UNMET if negated else 0.0
    elif hit.place == 0 and said[0] in _OPENING and len(said) > 1:
        weight = 0.0
    else:
        weight = _turned(hit.told, _WEIGHTS.get(hit.told, 0.0), negated=negated)
    if "very" in near:
        weight *= _RAISED
    supposed = not _SUPPOSING.isdisjoint(said[max(0, hit.place - _REACH - 1) : hit.place])
    return weight * _SUPPOSED if hit.told not in {"strong_bad", "strong_good"} and (asks or supposed) else weight


def _turned(kind: str, weight: float, *, negated: bool) -> float:
    """Outrage stays what it is beside a "no": "nunca más, pésimo"."""
    return weight * _TURNED if negated and kind != "strong_bad" else weight


def _is_joined(text: Text, first: Hit[str], second: Hit[str]) -> bool:
    between = text.plain[text.tokens[first.place].end : text.tokens[second.place].start]
    return not _BREAK.search(between)


def urgency(text: Text) -> float:
    """From 0 to 1; "sin prisa" takes it all back."""
    told = _hurries(text)
    if "none" in told:
        return 0.0
    calm = math.prod((1 - _HURRIES[kind] for kind in told), start=1.0)
    return round(1.0 - calm, 2)


def takes_its_time(text: Text) -> bool:
    """Whether the customer says that there is no hurry."""
    return "none" in _hurries(text)


def _hurries(text: Text) -> list[str]:
    return [hit.told for hit in _book("urgency").cover(text.words_shortened())]


def register(text: Text, language: str) -> Register | None:
    """None where the message does not tell, and in languages that have one form."""
    if language != "es":
        return None
    familiar, formal = forms_of(text)
    if familiar == formal:
        return None
    return "tu" if familiar > formal else "usted"
