"""Logistic regression: one softmax for all intents, every intent weighing the same.

Written out on ``scipy.sparse``, because importing scikit-learn's takes longer than all of the training here, and its
solver works in double precision, at a third of the speed for the same accuracy.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.rows import Rows, Weights

LOOSENESS = 30.0
"""Inverse of the penalty on the weights; anything from 10 to 100 gives the same accuracy within noise."""
ROUNDS = 60
MEMORY = 6
SETTLED = 1e-2
"""The share of the first slope at which more rounds no longer change what is read."""


def fit(rows: Rows, labels: NDArray[np.intp], intents: int, looseness: float = LOOSENESS) -> Weights:
    """``labels[i]`` is the intent of row i, below ``intents``."""
    turned = rows.turned()
    counts = np.maximum(np.bincount(labels, minlength=intents), 1)
    heft = (looseness * len(labels) / (intents * counts))[labels].astype(np.float32)[:, None]
    places = np.arange(len(labels))

    def loss(weights: Weights) -> tuple[float, Weights]:
        scores = rows.scores(weights)
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        totals = chances.sum(axis=1, keepdims=True)
        misses = heft * (np.log(totals) - scores[places, labels][:, None])
        chances /= totals
        chances[places, labels] -= 1
        penalty = 0.5 * float(np.vdot(weights, weights))
        slope = turned.times(heft * chances)
        slope += weights
        return float(misses.sum(dtype=np.float64)) + penalty, slope

    return minimise(loss, np.zeros((rows.width, intents), np.float32))


def minimise(loss: Callable[[Weights], tuple[float, Weights]], start: Weights) -> Weights:
    """Limited-memory BFGS with a halving line search, for a smooth and strictly convex ``loss``."""
    point, (height, slope) = start, loss(start)
    target = SETTLED * np.linalg.norm(slope)
    steps: list[tuple[Weights, Weights]] = []
    for _ in range(ROUNDS):
        if np.linalg.norm(slope) <= target:
            break
        way = _downhill(slope, steps)
        after, height, risen = _walk(loss, point, height, slope, way)
        moved, bent = after - point, risen - slope
        if np.vdot(moved, bent) > 0:
            steps = [*steps, (moved, bent)][-MEMORY:]
        point, slope = after, risen
    return point


def _downhill(slope: Weights, steps: Sequence[tuple[Weights, Weights]]) -> Weights:
    """The two loops of the method: the direction that the last steps' bends suggest."""
    if not steps:
        return -slope / np.float32(np.linalg.norm(slope))
    way = slope.copy()
    shares: list[np.float32] = []
    for moved, bent in reversed(steps):
        shares.append(np.vdot(moved, way) / np.vdot(moved, bent))
        _add(way, bent, -shares[-1])
    moved, bent = steps[-1]
    way *= np.vdot(moved, bent) / np.vdot(bent, bent)
    for moved, bent in steps:
        _add(way, moved, shares.pop() - np.vdot(bent, way) / np.vdot(moved, bent))
    return np.negative(way, out=way)


def _add(way: Weights, step: Weights, share: np.float32) -> None:
    """``way += share * step`` without a copy of the product, which takes as long again."""
    from scipy.linalg.blas import saxpy

    saxpy(step.reshape(-1), way.reshape(-1), a=share)


def _walk(
    loss: Callable[[Weights], tuple[float, Weights]],
    point: Weights,
    height: float,
    slope: Weights,
    way: Weights,
) -> tuple[Weights, float, Weights]:
    """One step along ``way``, halved until it goes down enough."""
    fall = float(np.vdot(slope, way))
    length = 1.0
    while True:
        after = point + np.float32(length) * way
        reached, risen = loss(after)
        if reached <= height + 1e-4 * length * fall or length < 1e-6:
            return after, reached, risen
        length /= 2
