"""How it is said: mood, hurry, and whether the customer says tú or usted. From small word lists, with negation."""

import math
from collections.abc import Sequence
from functools import lru_cache

from language.embedded.data import load
from language.embedded.phrasebook import Hit, Phrasebook
from language.embedded.text import Text
from language.port import Register

_WEIGHTS = {"strong_good": 1.8, "good": 0.8, "bad": -0.8, "strong_bad": -2.0}
_REACH = 3
"""Words over which a "no" or a "very" works on what follows."""
_TURNED = -0.6
_RAISED = 1.4
_EVEN = 2.5
"""The weight at which the mood is about two thirds of the way."""
_HURRIES = {"high": 0.75, "some": 0.3}


@lru_cache(maxsize=8)
def _book(name: str) -> Phrasebook[str]:
    return Phrasebook((entry, kind) for kind, entries in load(name).items() for entry in entries)


def sentiment(text: Text) -> float:
    """From -1 to 1."""
    words = text.words()
    hits = _book("feelings").cover(words)
    total = sum(_felt(hit, hits) for hit in hits if hit.told in _WEIGHTS)
    if total < 0 and text.clean.isupper() and len(words) > 2:
        total *= _RAISED
    return round(total / math.sqrt(total * total + _EVEN), 2)


def _felt(hit: Hit[str], hits: Sequence[Hit[str]]) -> float:
    weight = _WEIGHTS[hit.told]
    near = [other.told for other in hits if 0 < hit.place - other.place <= _REACH]
    if "very" in near:
        weight *= _RAISED
    return weight * _TURNED if "not" in near else weight


def urgency(text: Text) -> float:
    """From 0 to 1; "sin prisa" takes it all back."""
    told = [hit.told for hit in _book("urgency").cover(text.words())]
    if "none" in told:
        return 0.0
    calm = math.prod((1 - _HURRIES[kind] for kind in told), start=1.0)
    return round(1.0 - calm, 2)


def register(text: Text, language: str) -> Register | None:
    """None where the message does not tell, and in languages that have one form."""
    if language != "es":
        return None
    told = [hit.told for hit in _book("register").cover(text.words())]
    familiar, formal = told.count("tu"), told.count("usted")
    if familiar == formal:
        return None
    return "tu" if familiar > formal else "usted"
