"""Learns mood and hurry, or takes what was learnt from the same examples before."""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from language.embedded.data import digest
from language.embedded.encoder.port import Encoder
from language.embedded.intents.features import RUN_LENGTHS, SHARES, Features, grams, words_of
from language.embedded.intents.fit import LOOSENESS, fit
from language.embedded.intents.rows import Rows
from language.embedded.moods.calibrate import FOLDS, PRECISION, TOGETHER, calibrate
from language.embedded.moods.cues import cues_of
from language.embedded.moods.examples import MOODS, Example, examples
from language.embedded.moods.model import Moods
from language.embedded.sense import meant
from language.embedded.text import text_of

FORMAT = 1
"""Grows with every change to what is learnt or how it is kept, so that old files are not taken for new ones."""
_TABLES = ("moods", "hints", "feelings", "urgency", "words", "concepts")


@lru_cache(maxsize=4)
def moods_here(cache: Path | None, encoder: Encoder | None = None) -> Moods:
    """The same for all tenants: learnt once a process, or loaded from the folder ``cache``."""
    knowing = encoder if encoder and encoder.semantic else None
    if cache is None:
        return train(examples(), knowing)
    path = cache / f"moods-{_digest(knowing)}.npz"
    if path.exists():
        try:
            return Moods.load(path, knowing)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
    moods = train(examples(), knowing)
    moods.save(path)
    return moods


def train(rows: Sequence[Example], encoder: Encoder | None = None) -> Moods:
    """Deterministic. Without an ``encoder``, from words, letters and cues alone."""
    texts = [text_of(row.text) for row in rows]
    parts = [grams(words_of(text)) for text in texts]
    features = Features.learn(parts)
    sense = encoder.encode([meant(text) for text in texts]) if encoder else np.zeros((len(texts), 0), np.float32)
    cues = np.stack([cues_of(text) for text in texts])
    table = Rows.of([features.row(each) for each in parts], len(features.names), np.concatenate([sense, cues], axis=1))
    moods, hurries = (np.array([each[at] for each in rows], np.intp) for at in (1, 2))
    weights = np.concatenate([fit(table, moods, len(MOODS)), fit(table, hurries, 2)], axis=1)
    mood = calibrate(table, moods, len(MOODS), MOODS.index("angry"))
    return Moods(features, weights, mood, calibrate(table, hurries, 2, 1), encoder)


def _digest(encoder: Encoder | None) -> str:
    """Of all that the numbers depend on: the tables, the encoder, and how they are weighed."""
    weighed = [FORMAT, SHARES, RUN_LENGTHS, LOOSENESS, FOLDS, TOGETHER, PRECISION, *map(digest, _TABLES)]
    known = encoder.name if encoder else None
    return hashlib.sha256(json.dumps([weighed, known]).encode()).hexdigest()[:32]
