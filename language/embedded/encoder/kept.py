"""An encoder with a memory: the newest vectors in the process, those of examples and documents in files.

Encoding a text takes milliseconds, and the same texts come again: the router, the answers and the search ask about
one message; packs share their base examples; a process learns after a restart what it learnt before.
"""

from collections.abc import Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from language.embedded.encoder.port import Encoder
from language.embedded.encoder.shelf import Shelf
from language.embedded.encoder.shipped import Shipped
from language.embedded.encoder.short import Vector, long, short

REMEMBERED = 2048
MANY = 32
"""Unknown texts from which they are looked up in the file, and kept there: examples and documents, not messages."""


class Kept:
    """``shipped`` came with the packs; ``shelf`` may be shared with other processes. Either may be missing."""

    def __init__(self, encoder: Encoder, shelf: Shelf | None = None, shipped: Shipped | None = None) -> None:
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self.semantic = encoder.semantic
        self._encoder = encoder
        self._shelf = shelf
        self._shipped = shipped
        self._recent: dict[str, Vector] = {}
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        wanted = list(dict.fromkeys(texts))
        known = self._remembered(wanted)
        known |= self._made([text for text in wanted if text not in known])
        self._remember(known)
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = known[text]
        return rows

    def _made(self, texts: Sequence[str]) -> dict[str, Vector]:
        known = self._shipped.taken(self.name, texts) if self._shipped else {}
        missing = [text for text in texts if text not in known]
        shelf = self._shelf if len(missing) >= MANY else None
        if shelf:
            known |= shelf.taken(self.name, missing)
            missing = [text for text in missing if text not in known]
        made = self._encoded(missing)
        if shelf and made:
            shelf.put(self.name, made)
        return {**known, **made}

    def _encoded(self, texts: Sequence[str]) -> dict[str, Vector]:
        rows = self._encoder.encode(texts) if texts else ()
        return {text: long(short(row)) for text, row in zip(texts, rows, strict=True)}

    def _remembered(self, texts: Sequence[str]) -> dict[str, Vector]:
        with self._lock:
            return {text: self._recent[text] for text in texts if text in self._recent}

    def _remember(self, vectors: Mapping[str, Vector]) -> None:
        """The newest come last; the oldest are forgotten."""
        with self._lock:
            for text, vector in list(vectors.items())[-REMEMBERED:]:
                self._recent.pop(text, None)
                self._recent[text] = vector.copy()
            for text in list(self._recent)[: max(0, len(self._recent) - REMEMBERED)]:
                del self._recent[text]
