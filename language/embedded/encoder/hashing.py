"""The encoder that needs no weights: it knows letters, words and concepts, and nothing of meaning beyond them."""

import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.features import SHARES, grams, words_of
from language.embedded.text import text_of

DIMENSIONS = 384


class HashingEncoder:
    """Words, letter runs and concepts, each added at a place and with a sign that its checksum chooses."""

    name = "hashing-1"
    dimensions = DIMENSIONS
    semantic = False

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            self._add(row, text)
        return rows

    def _add(self, row: NDArray[np.float32], text: str) -> None:
        for part, share in zip(grams(words_of(text_of(text))), SHARES, strict=True):
            for gram, count in Counter(part).items():
                place = zlib.crc32(gram.encode())
                row[place % self.dimensions] += share * count**0.5 * (1 if place >> 16 & 1 else -1)
        length = float(np.linalg.norm(row))
        if length < 1e-6:
            row[0], length = 1.0, 1.0
        row /= length
