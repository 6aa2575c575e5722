"""The two small models: the order of a question's runs, and the trust in the best of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Matrix = NDArray[np.float64]
Features = Mapping[str, float]

CALM = 0.002
"""The ridge penalty of both."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The runs that one question could be answered with, and which of them hold the answer."""

    runs: Sequence[Features]
    right: Sequence[bool]


def learn_order(choices: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """Weights under which the right runs come first: a softmax over the runs of each question."""
    kept = [choice for choice in choices if any(choice.right) and not all(choice.right)]
    cases = [(_matrix(choice.runs, names), np.array(choice.right, float)) for choice in kept]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, right in cases:
            drawn = rows @ weights
            share = np.exp(drawn - drawn.max())
            share /= share.sum()
            hit = float((share * right).sum())
            total -= float(np.log(hit))
            slope += rows.T @ share - rows.T @ (share * right) / hit
        return total / len(cases) + CALM * float(weights @ weights), slope / len(cases) + 2 * CALM * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, np.round(found, 4).tolist(), strict=True))


def learn_trust(
    answerable: Sequence[Features], unanswerable: Sequence[Features], names: Sequence[str], refused: float
) -> tuple[dict[str, float], float]:
    """Weights, none negative, and the bias under which ``refused`` of the answerable ones stay below one half."""
    rows = np.vstack([_matrix(answerable, names), _matrix(unanswerable, names)])
    told = np.repeat([1.0, 0.0], [len(answerable), len(unanswerable)])
    counted = np.repeat([0.5 / len(answerable), 0.5 / len(unanswerable)], [len(answerable), len(unanswerable)])
    spread = rows.std(axis=0) + 1e-9
    scaled = np.hstack([rows / spread, np.ones((len(rows), 1))])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        drawn = scaled @ weights
        total = float((counted * (np.logaddexp(0, drawn) - told * drawn)).sum())
        slope = scaled.T @ (counted * (1 / (1 + np.exp(-drawn)) - told))
        tied = np.append(weights[:-1], 0.0)
        return total + CALM * float(tied @ tied), slope + 2 * CALM * tied

    bounds = [(0.0, None)] * len(names) + [(None, None)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / spread
    bias = -float(np.quantile(_matrix(answerable, names) @ weights, refused))
    return dict(zip(names, np.round(weights, 4).tolist(), strict=True)), round(bias, 4)


def _matrix(rows: Sequence[Features], names: Sequence[str]) -> Matrix:
    return np.array([[row[name] for name in names] for row in rows], dtype=np.float64)
