"""How alike a question and some sentences are in meaning, for the languages that the encoder was trained on."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from language.embedded.encoder.port import Encoder

Likeness = Callable[[str, Sequence[str]], Sequence[float]]
"""Cosines of a question with each of some sentences."""

KNOWN = frozenset({"en"})
"""Languages in which the cosines of the sentence encoder are evidence; in others they mislead."""
KEPT = 4096
"""Sentences whose vectors stay in memory: about 6 MB."""


class SentenceLikeness:
    """Keeps the vectors of the sentences that were weighed last: a business's sentences come up again and again."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def __call__(self, question: str, texts: Sequence[str]) -> list[float]:
        wanted = list(dict.fromkeys([question, *texts]))
        unknown = [text for text in wanted if text not in self._vectors]
        if unknown:
            self._vectors.update(zip(unknown, self._encoder.encode(unknown), strict=True))
        for text in wanted:
            self._vectors.move_to_end(text)
        found = [float(self._vectors[question] @ self._vectors[text]) for text in texts]
        while len(self._vectors) > KEPT:
            self._vectors.popitem(last=False)
        return found


_by_encoder: dict[str, SentenceLikeness] = {}
"""By the encoder's name, which changes whenever its vectors do: tenants share what is known of a sentence."""


def likeness_with(encoder: Encoder) -> Likeness | None:
    """One for each encoder. None for one that knows words and letters alone: those are weighed anyway."""
    if not encoder.semantic:
        return None
    return _by_encoder.setdefault(encoder.name, SentenceLikeness(encoder))
