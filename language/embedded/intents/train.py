"""Learns the intents from examples, or takes what was learnt from the same examples before."""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from language.embedded.data import digest
from language.embedded.intents.calibrate import DEFAULT, OUTSIDE_SHARE, WRONG, calibrate
from language.embedded.intents.features import RUN_LENGTHS, SHARES, Features, grams, words_of
from language.embedded.intents.fit import LOOSENESS, fit, matrix
from language.embedded.intents.model import Classifier
from language.embedded.text import text_of
from language.port import IntentSpec

FORMAT = 1
"""Grows with every change to what is learnt or how it is kept, so that old files are not taken for new ones."""

Example = tuple[str, str]
"""A text and the intent that it stands for."""


def train(examples: Sequence[Example], outside: str | None = None) -> Classifier:
    """``outside`` is the label of the examples that are out of scope, where there are any. Deterministic."""
    names = sorted({label for _, label in examples})
    texts = [grams(words_of(text_of(text))) for text, _ in examples]
    features = Features.learn(texts)
    if not names:
        return Classifier([], features, np.zeros((0, 0), np.float32), DEFAULT, None)
    places = {name: place for place, name in enumerate(names)}
    labels = np.array([places[label] for _, label in examples], np.intp)
    rows = matrix([features.row(parts) for parts in texts], len(features.names))
    known = outside if outside in places else None
    trust = calibrate(rows, labels, len(names), places[known] if known else None)
    return Classifier(names, features, fit(rows, labels, len(names)), trust, known)


def examples_of(intents: Mapping[str, IntentSpec]) -> list[Example]:
    """The examples of every language, in an order that does not depend on the pack's."""
    return [
        (text, name)
        for name in sorted(intents)
        for language in sorted(intents[name].examples)
        for text in intents[name].examples[language]
    ]


def learnt(examples: Sequence[Example], cache: Path | None) -> Classifier:
    """Trained now, or loaded from ``cache`` where these very examples were trained on before."""
    if cache is None:
        return train(examples)
    path = cache / f"intents-{_digest(examples)}.npz"
    if path.exists():
        try:
            return Classifier.load(path)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
    classifier = train(examples)
    classifier.save(path)
    return classifier


def _digest(examples: Sequence[Example]) -> str:
    """Of all that the numbers depend on: the examples, the concepts, and how both are weighed."""
    weighed = [FORMAT, SHARES, RUN_LENGTHS, LOOSENESS, OUTSIDE_SHARE, WRONG, digest("concepts")]
    return hashlib.sha256(json.dumps([weighed, *examples]).encode()).hexdigest()[:32]
