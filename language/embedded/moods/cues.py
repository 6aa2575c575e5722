"""What the word lists and the look of a message tell of its mood and hurry, as numbers beside its words."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from language.embedded.data import load
from language.embedded.phrasebook import Phrasebook
from language.embedded.signals import URGENT
from language.embedded.text import Text
from language.embedded.tone import ANGRY, is_shouted, sentiment, takes_its_time, urgency

HINTS = tuple(sorted(load("hints")))
"""What is spoken of: a time that is near, an event, a danger, an insult. None of them alone tells a mood."""
CUES = 8 + len(HINTS)


def cues_of(text: Text) -> NDArray[np.float32]:
    """``CUES`` numbers from 0 to 1: what the lists make of the whole, then one for each of ``HINTS``."""
    mood, hurry = sentiment(text), urgency(text)
    said = text.words()
    looks = [
        max(mood, 0.0),
        max(-mood, 0.0),
        float(mood <= ANGRY),
        hurry,
        float(hurry >= URGENT),
        float(takes_its_time(text)),
        float("?" in text.plain),
        float(is_shouted(text)),
    ]
    spoken_of = {hit.told for hit in _book().hits(said)}
    return np.array([*looks, *(float(hint in spoken_of) for hint in HINTS)], np.float32)


@lru_cache(maxsize=1)
def _book() -> Phrasebook[str]:
    return Phrasebook((entry, hint) for hint, entries in load("hints").items() for entry in entries)
