"""The rows that a classifier is fitted to: sparse grams beside dense vectors of meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.features import Row

Weights = NDArray[np.float32]
"""One row a gram, then one a dimension of the meaning; one column an intent."""


@dataclass(frozen=True, slots=True)
class Rows:
    """``grams`` is a ``scipy.sparse.csr_array``; ``sense`` has as many rows, and no columns without an encoder."""

    grams: Any
    sense: NDArray[np.float32]

    @staticmethod
    def of(rows: Sequence[Row], columns: int, sense: NDArray[np.float32]) -> "Rows":
        from scipy.sparse import csr_array

        ends = np.cumsum([0, *(len(known) for known, _ in rows)])
        places = np.concatenate([known for known, _ in rows]) if rows else np.zeros(0, np.int32)
        values = np.concatenate([weights for _, weights in rows]) if rows else np.zeros(0, np.float32)
        return Rows(csr_array((values, places, ends), shape=(len(rows), columns)), sense)

    @property
    def width(self) -> int:
        return int(self.grams.shape[1] + self.sense.shape[1])

    def taken(self, chosen: NDArray[np.bool_]) -> "Rows":
        return Rows(self.grams[np.flatnonzero(chosen)], self.sense[chosen])

    def scores(self, weights: Weights) -> NDArray[np.float32]:
        """One row a text, one column an intent."""
        split = self.grams.shape[1]
        told = self.grams @ weights[:split]
        if self.sense.shape[1]:
            told += self.sense @ weights[split:]
        return np.asarray(told, np.float32)

    def turned(self) -> "Turned":
        return Turned(self.grams.T.tocsr(), np.ascontiguousarray(self.sense.T))


@dataclass(frozen=True, slots=True)
class Turned:
    """The rows as columns, for the slope of the loss."""

    grams: Any
    sense: NDArray[np.float32]

    def times(self, misses: NDArray[np.float32]) -> Weights:
        """``misses``: one row a text, one column an intent."""
        return np.concatenate([self.grams @ misses, self.sense @ misses])
