"""Learns the intents from examples, or takes what was learnt from the same examples before."""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from language.embedded.data import digest
from language.embedded.encoder.port import Encoder
from language.embedded.intents.calibrate import DEFAULT, DOUBTS, OUTSIDE_SHARE, STRANGE, calibrate
from language.embedded.intents.features import RUN_LENGTHS, SHARES, Features, grams, words_of
from language.embedded.intents.fit import LOOSENESS, fit
from language.embedded.intents.model import Classifier, is_sign
from language.embedded.intents.rows import Rows
from language.embedded.sense import meant
from language.embedded.text import text_of
from language.port import IntentSpec

FORMAT = 5
"""Grows with every change to what is learnt or how it is kept, so that old files are not taken for new ones."""

OUTSIDE = "out_of_scope"
"""The label of a pack's examples that no intent is meant for; it is never read out of a message."""
MOST_MEANT = 20_000
"""Examples above which the words alone tell enough, and encoding them would take minutes."""

Example = tuple[str, str]
"""A text and the intent that it stands for."""


def train(examples: Sequence[Example], outside: str | None = None, encoder: Encoder | None = None) -> Classifier:
    """``outside`` is the label of the examples that are out of scope, where there are any. Deterministic.

    Without an ``encoder`` that knows meanings, or with more than ``MOST_MEANT`` examples, grams alone are learnt from.
    """
    names = sorted({label for _, label in examples})
    texts = [text_of(text) for text, _ in examples]
    parts = [grams(words_of(text)) for text in texts]
    features = Features.learn(parts)
    if not names:
        return Classifier([], features, np.zeros((0, 0), np.float32), DEFAULT, None)
    knowing = encoder if encoder and encoder.semantic and len(texts) <= MOST_MEANT else None
    sense = knowing.encode([meant(text) for text in texts]) if knowing else np.zeros((len(texts), 0), np.float32)
    rows = Rows.of([features.row(each) for each in parts], len(features.names), sense)
    places = {name: place for place, name in enumerate(names)}
    labels = np.array([places[label] for _, label in examples], np.intp)
    known = outside if outside in places else None
    with ThreadPoolExecutor(1) as beside:
        trust = beside.submit(calibrate, rows, labels, len(names), places[known] if known else None)
        weights = fit(rows, labels, len(names))
    signs = {text.words()[0]: label for text, (_, label) in zip(texts, examples, strict=True) if is_sign(text)}
    return Classifier(names, features, weights, trust.result(), known, knowing, signs)


def meanings_of(examples: Sequence[Example], outside: Sequence[str]) -> list[str]:
    """The texts whose vectors learning asks for."""
    return [meant(text_of(text)) for text in (*(text for text, _ in examples), *outside)]


def examples_of(intents: Mapping[str, IntentSpec]) -> list[Example]:
    """The examples of every language, in an order that does not depend on the pack's."""
    return [
        (text, name)
        for name in sorted(intents)
        for language in sorted(intents[name].examples)
        for text in intents[name].examples[language]
    ]


def learnt(
    examples: Sequence[Example],
    cache: Path | None,
    outside: Sequence[str] = (),
    encoder: Encoder | None = None,
) -> Classifier:
    """Trained now, or loaded from ``cache`` where these very examples were trained on before.

    ``outside`` are messages that no intent of the pack is meant for.
    """
    told = [*examples, *((text, OUTSIDE) for text in outside)]
    if cache is None:
        return train(told, OUTSIDE, encoder)
    path = cache / f"intents-{_digest(told, encoder)}.npz"
    if path.exists():
        try:
            return Classifier.load(path, encoder)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
    classifier = train(told, OUTSIDE, encoder)
    classifier.save(path)
    return classifier


def _digest(examples: Sequence[Example], encoder: Encoder | None) -> str:
    """Of all that the numbers depend on: the examples, the concepts, the encoder, and how they are weighed."""
    weighed = [FORMAT, SHARES, RUN_LENGTHS, LOOSENESS, OUTSIDE_SHARE, DOUBTS, STRANGE, digest("concepts")]
    known = encoder.name if encoder and encoder.semantic else None
    return hashlib.sha256(json.dumps([weighed, known, *examples]).encode()).hexdigest()[:32]
