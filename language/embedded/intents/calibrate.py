"""How far the scores can be trusted: a confidence and a threshold, both from the training examples alone.

Each fold hides some examples of every intent, and some intents altogether. The hidden examples say how often the best
score is right; the examples of the hidden intents stand in for messages that nobody foresaw, unless examples of what
is out of scope were given.

The confidence rests on the score of the intent itself, not on its share among all: a message that wants two things is
sure of both, and a strange one has a low score everywhere, whichever intent has most of it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.fit import fit
from language.embedded.intents.rows import Rows, Weights

FOLDS = 4
ENOUGH = 500
"""Hidden examples after which further folds would not move the numbers."""
OUTSIDE_SHARE = 0.3
"""Three messages in ten are taken to be about something else, as in logs of bots that are open to everyone."""
DOUBTS = (0.02, 0.2)
"""Messages are read worse than hidden examples, which the same hand wrote as those learnt from; the more so the fewer
there are: the first share of them, and the second over the root of an intent's examples, is taken to be misread."""
STRANGE = 0.05
"""Beside the hidden examples, what the strange ones weigh in the confidence: it falls where nothing was learnt, even
where every hidden example was read rightly."""
FEW = 20

_THRESHOLDS = np.linspace(0.02, 0.98, 97)
_STEPS = 30
_HOLD = 0.5
"""Keeps the curve from becoming a step where scores tell right from wrong without a mistake."""

Scores = NDArray[np.float64]
Labels = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Trust:
    """What turns a score into a confidence, and the confidence below which nothing was understood."""

    slope: float
    offset: float
    threshold: float

    def confidence(self, scores: Scores) -> Scores:
        return np.asarray(1 / (1 + np.exp(-(self.slope * scores + self.offset))), np.float64)


DEFAULT = Trust(1.0, -1.5, 0.5)
"""For packs with too little to learn it from."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a classifier made of texts that it had not learnt: the best score, whether it was right, and whether the
    text was taken to be out of scope."""

    best: Scores
    right: NDArray[np.bool_]
    refused: NDArray[np.bool_]


def calibrate(rows: Rows, labels: Labels, intents: int, outside: int | None) -> Trust:
    """``outside`` is the label of what is known to be out of scope."""
    if len(labels) < FEW or intents < FOLDS:
        return DEFAULT
    known, strange = _tried(rows, labels, intents, outside)
    return _trust(known, strange, DOUBTS[0] + DOUBTS[1] / math.sqrt(len(labels) / intents))


def _tried(rows: Rows, labels: Labels, intents: int, outside: int | None) -> tuple[Seen, Seen]:
    """What is made of hidden examples, and of strange ones."""
    ranks = _ranks(labels)
    known: list[Seen] = []
    strange: list[Seen] = []
    for fold in range(FOLDS):
        if known and sum(len(seen.best) for seen in known) >= ENOUGH:
            break
        kept = np.array([intent for intent in range(intents) if outside is not None or intent % FOLDS != fold])
        inside = np.isin(labels, kept)
        hidden = inside & (ranks % FOLDS == fold)
        places = np.full(intents, -1)
        places[kept] = np.arange(len(kept))
        weights = fit(rows.taken(inside & ~hidden), places[labels[inside & ~hidden]], len(kept))
        odd = ~inside if outside is None else hidden & (labels == outside)
        asked = hidden & (labels != outside) if outside is not None else hidden
        known.append(_seen(rows.taken(asked), weights, places[labels[asked]], outside))
        strange.append(_seen(rows.taken(odd), weights, np.full(int(odd.sum()), -1), outside))
    return _joined(known), _joined(strange)


def _seen(rows: Rows, weights: Weights, truth: Labels, outside: int | None) -> Seen:
    """``truth`` is -1 where no intent is right."""
    scores = rows.scores(weights).astype(np.float64)
    inside = scores.copy()
    if outside is not None:
        inside[:, outside] = -np.inf
    best = inside.max(axis=1)
    return Seen(best, inside.argmax(axis=1) == truth, scores.max(axis=1) > best)


def _joined(parts: Sequence[Seen]) -> Seen:
    return Seen(
        np.concatenate([part.best for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.refused for part in parts]),
    )


def _ranks(labels: Labels) -> Labels:
    """The place of each example among those of its intent."""
    seen: dict[int, int] = {}
    ranks = []
    for label in labels.tolist():
        ranks.append(seen.get(label, 0))
        seen[label] = ranks[-1] + 1
    return np.array(ranks, np.intp)


def _trust(known: Seen, strange: Seen, doubt: float) -> Trust:
    targets = np.concatenate([np.where(known.right, 1 - doubt, doubt), np.full(len(strange.best), doubt)])
    heft = STRANGE * len(known.best) / max(1, len(strange.best))
    hefts = np.concatenate([np.ones(len(known.best)), np.full(len(strange.best), heft)])
    slope, offset = _platt(np.concatenate([known.best, strange.best]), targets, hefts)
    unset = Trust(slope, offset, 0.0)
    threshold = _threshold(known, unset.confidence(known.best), strange, unset.confidence(strange.best))
    return replace(unset, threshold=threshold)


def _platt(scores: Scores, targets: Scores, hefts: Scores) -> tuple[float, float]:
    """Slope and offset of the logistic curve nearest to ``targets`` (Platt 1999), by Newton's method."""
    spread = float(scores.std()) or 1.0
    table = np.stack([(scores - scores.mean()) / spread, np.ones(len(scores))], axis=1)
    found = np.zeros(2)
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-(table @ found)))
        slope = table.T @ (hefts * (told - targets)) + (_HOLD * found[0], 0)
        bend = (table * (hefts * told * (1 - told))[:, None]).T @ table + np.diag([_HOLD, 1e-9])
        found -= np.linalg.solve(bend, slope)
    slope = found[0] / spread
    return float(slope), float(found[1] - slope * scores.mean())


def _threshold(known: Seen, sure: Scores, strange: Seen, odd: Scores) -> float:
    """The one that reads most messages rightly when ``OUTSIDE_SHARE`` of them is strange."""

    def served(threshold: float) -> float:
        inside = (known.right & ~known.refused & (sure >= threshold)).mean()
        return float((1 - OUTSIDE_SHARE) * inside + OUTSIDE_SHARE * (strange.refused | (odd < threshold)).mean())

    return float(max(_THRESHOLDS, key=served))
