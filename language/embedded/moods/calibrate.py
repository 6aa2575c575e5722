"""How far the scores can be trusted: from examples that were hidden while the others were learnt from.

Neighbours in the file are alike, so that they are hidden together: else one would give the other away.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.fit import fit, minimise
from language.embedded.intents.rows import Rows, Weights

FOLDS = 5
TOGETHER = 3
"""Neighbours that are hidden together."""
PRECISION = 0.5
"""The beta of the F-score that draws a line: precision counts twice as much as recall, for a false alarm costs a person
their time."""

Scores = NDArray[np.float64]
Labels = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Trust:
    """What turns scores into chances; ``line`` is the chance from which the label that matters is read."""

    slope: float
    offsets: Scores
    line: float

    def chances(self, scores: Scores) -> Scores:
        """One row a text, each of the sum 1."""
        return _softmax(self.slope * scores + self.offsets)

    def packed(self) -> Scores:
        return np.array([self.line, self.slope, *self.offsets])

    @staticmethod
    def unpacked(packed: Scores) -> "Trust":
        line, slope = packed[:2].tolist()
        return Trust(slope, packed[2:], line)


def calibrate(rows: Rows, labels: Labels, count: int, matters: int) -> Trust:
    """``matters`` is the label whose line is drawn: where the hidden ones do best."""
    scores = _hidden(rows, labels, count)
    slope, *offsets = _settled(scores, labels, count)
    trust = Trust(slope, np.array(offsets), 0.0)
    line = _line(trust.chances(scores)[:, matters], labels == matters)
    return Trust(slope, np.array(offsets), line)


def _hidden(rows: Rows, labels: Labels, count: int) -> Scores:
    """What each example scores with what was learnt from the others."""
    folds = np.arange(len(labels)) // TOGETHER % FOLDS
    scores = np.zeros((len(labels), count))
    for fold in range(FOLDS):
        asked = folds == fold
        scores[asked] = rows.taken(asked).scores(fit(rows.taken(~asked), labels[~asked], count))
    return scores


def _settled(scores: Scores, labels: Labels, count: int) -> list[float]:
    """One slope for all labels and an offset for each, with the least surprise at the hidden labels."""
    truth = np.eye(count)[labels]

    def loss(point: Weights) -> tuple[float, Weights]:
        chances = _softmax(point[0] * scores + point[1:])
        misses = chances - truth
        surprise = -np.log(np.maximum((chances * truth).sum(axis=1), 1e-12)).sum()
        slope = np.array([(misses * scores).sum(), *misses.sum(axis=0)]) + point
        return float(surprise + 0.5 * np.vdot(point, point)), slope.astype(np.float32)

    found: list[float] = minimise(loss, np.zeros(count + 1, np.float32)).tolist()
    return found


def _line(chances: Scores, matters: NDArray[np.bool_]) -> float:
    order = np.argsort(-chances, kind="stable")
    found = np.cumsum(matters[order])
    share = PRECISION**2
    good = (1 + share) * found / (np.arange(1, len(order) + 1) + share * matters.sum())
    return float(chances[order][int(good.argmax())])


def _softmax(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float64)
