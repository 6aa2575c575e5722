"""How well messages were read: figures over rows, each a message, its label and what the classifier made of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from language.embedded.intents.model import Classifier

BINS = 10


@dataclass(frozen=True, slots=True)
class Read:
    """``guess`` is the best intent, whatever its ``confidence``; None where there was no word, or where the classifier
    took the message for one of the examples that are out of scope (``confidence`` is then 0)."""

    text: str
    label: str
    guess: str | None
    confidence: float
    ms: float

    def told(self, threshold: float) -> str | None:
        return self.guess if self.confidence >= threshold else None

    @property
    def right(self) -> bool:
        return self.guess == self.label


def read_all(classifier: Classifier, asked: Iterable[tuple[str, str]]) -> list[Read]:
    """Each message alone, as in a conversation."""
    return [_read(classifier, text, label) for text, label in asked]


def _read(classifier: Classifier, text: str, label: str) -> Read:
    began = perf_counter()
    guess = classifier.best(text, 0.0)
    ms = (perf_counter() - began) * 1000
    return Read(text, label, guess["name"] if guess else None, guess["confidence"] if guess else 0.0, ms)


def figures(reads: Sequence[Read], oos: str | None, threshold: float) -> dict[str, Any]:
    """``oos`` is the label of rows that no intent is meant for; a rejected row counts as it."""
    inside = [read for read in reads if read.label != oos]
    strange = [read for read in reads if read.label == oos]
    told = [(read.label, read.told(threshold) or oos) for read in reads]
    return {
        "accuracy": _share(label == guess for label, guess in told),
        "in_scope_accuracy": _share(read.told(threshold) == read.label for read in inside),
        "oos_recall": _share(read.told(threshold) is None for read in strange) if strange else None,
        "macro_f1": macro_f1(told),
        "ece": calibration_error(inside),
        "threshold": round(threshold, 4),
        "ms_p50": round(float(np.percentile([read.ms for read in reads], 50)), 2),
        "ms_p95": round(float(np.percentile([read.ms for read in reads], 95)), 2),
        "n": len(reads),
    }


def macro_f1(told: Sequence[tuple[str, str | None]]) -> float:
    """The mean over the labels of the rows."""
    truth, guessed = Counter(label for label, _ in told), Counter(guess for _, guess in told)
    right = Counter(label for label, guess in told if label == guess)
    return round(float(np.mean([2 * right[label] / (count + guessed[label]) for label, count in truth.items()])), 4)


def calibration_error(reads: Sequence[Read]) -> float:
    """Expected calibration error: how far confidence is from the share of right guesses, over ``BINS`` equal widths."""
    gaps = [len(each) * abs(sure - right) for _, sure, right, each in bins(reads)]
    return round(sum(gaps) / max(1, len(reads)), 4)


def bins(reads: Sequence[Read]) -> list[tuple[float, float, float, list[Read]]]:
    """Where each bin that is not empty begins, its mean confidence, its share of right guesses, and its rows."""
    found: dict[int, list[Read]] = {}
    for read in reads:
        found.setdefault(min(int(read.confidence * BINS), BINS - 1), []).append(read)
    return [
        (place / BINS, float(np.mean([read.confidence for read in each])), _share(read.right for read in each), each)
        for place, each in sorted(found.items())
    ]


def _share(hits: Iterable[bool]) -> float:
    told = list(hits)
    return round(sum(told) / len(told), 4) if told else 0.0
