"""How far the scores can be trusted: a temperature and a threshold, both from the training examples alone.

Each fold hides some examples of every intent, and some intents altogether. The hidden examples say how sure the
classifier may be; the examples of the hidden intents stand in for messages that nobody foresaw.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.fit import fit

FOLDS = 4
ENOUGH = 500
"""Hidden examples after which further folds would not move the two numbers."""
OUTSIDE_SHARE = 0.1
"""One message in ten is taken to be about something else."""
WRONG = 0.5
"""What a wrong reading costs beside a message that is not understood, where a right one is worth 1."""
FEW = 20

_TEMPERATURES = np.geomspace(0.15, 3.0, 61)
_THRESHOLDS = np.linspace(0.02, 0.98, 97)

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trust:
    """What turns scores into a confidence, and the confidence below which nothing was understood."""

    temperature: float
    threshold: float


DEFAULT = Trust(0.6, 0.5)
"""For packs with too little to learn it from."""


def chances(scores: Scores, temperature: float) -> Scores:
    """Softmax over the last axis."""
    heat = scores / temperature
    raised = np.exp(heat - heat.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float64)


def calibrate(rows: Any, labels: NDArray[np.intp], intents: int, outside: int | None) -> Trust:
    """``outside`` is the label of examples that are known to be out of scope, where there are any."""
    if len(labels) < FEW or intents < FOLDS:
        return DEFAULT
    ranks = _ranks(labels)
    known: list[tuple[Scores, NDArray[np.intp]]] = []
    strange: list[Scores] = []
    for fold in range(FOLDS):
        if known and sum(len(truth) for _, truth in known) >= ENOUGH:
            break
        kept = np.array([intent for intent in range(intents) if intent % FOLDS != fold or intent == outside])
        inside = np.isin(labels, kept)
        hidden = inside & (ranks % FOLDS == fold)
        places = np.full(intents, -1)
        places[kept] = np.arange(len(kept))
        weights = fit(rows[np.flatnonzero(inside & ~hidden)], places[labels[inside & ~hidden]], len(kept))
        asked = hidden & (labels != outside)
        known.append((_scores(rows, asked, weights), places[labels[asked]]))
        strange.append(_scores(rows, ~inside | (hidden & (labels == outside)), weights))
    temperature = _temperature(known)
    return Trust(temperature, _threshold(known, strange, temperature))


def _scores(rows: Any, chosen: NDArray[np.bool_], weights: NDArray[np.float32]) -> Scores:
    return np.asarray(rows[np.flatnonzero(chosen)] @ weights, np.float64)


def _ranks(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """The place of each example among those of its intent."""
    seen: dict[int, int] = {}
    ranks = []
    for label in labels.tolist():
        ranks.append(seen.get(label, 0))
        seen[label] = ranks[-1] + 1
    return np.array(ranks, np.intp)


def _temperature(known: list[tuple[Scores, NDArray[np.intp]]]) -> float:
    """The one under which the hidden examples are likeliest."""

    def surprise(temperature: float) -> float:
        told = [chances(scores, temperature)[np.arange(len(truth)), truth] for scores, truth in known]
        return -float(np.log(np.maximum(np.concatenate(told), 1e-9)).mean())

    return float(min(_TEMPERATURES, key=surprise))


def _threshold(known: list[tuple[Scores, NDArray[np.intp]]], strange: list[Scores], temperature: float) -> float:
    """The one that serves best when ``OUTSIDE_SHARE`` of the messages is strange."""
    right = np.concatenate([scores.argmax(axis=1) == truth for scores, truth in known])
    sure = np.concatenate([chances(scores, temperature).max(axis=1) for scores, _ in known])
    odd = np.concatenate([chances(scores, temperature).max(axis=1) for scores in strange])

    def served(threshold: float) -> float:
        inside = (right & (sure >= threshold)).mean() - WRONG * (~right & (sure >= threshold)).mean()
        return float((1 - OUTSIDE_SHARE) * inside + OUTSIDE_SHARE * (odd < threshold).mean())

    return float(max(_THRESHOLDS, key=served))
