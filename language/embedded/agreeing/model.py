"""The learnt judgement: one weight a sign, and the score from which on a reply is a yes."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from language.embedded.agreeing.heard import Heard, heard_in
from language.embedded.agreeing.signs import cues_of, parts_of
from language.embedded.agreeing.vetoes import is_vetoed
from language.embedded.encoder.port import Encoder
from language.embedded.intents.features import Features
from language.embedded.keep import keep
from language.embedded.reply_echo import Place
from language.embedded.sense import sense_of
from language.embedded.text import Text
from language.port import Entity, Reply

FOLDER = Path(__file__).parent
OPEN = frozenset({"unclear", "digress"})
"""What the rules say where they find no plain yes, no or change."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """``weights`` has a row for each of ``features``, then for the dimensions of the encoder ``knows``, where that is
    not empty, then for the cues. Scores are log odds, above ``line`` for a yes."""

    features: Features
    weights: NDArray[np.float32]
    line: float
    knows: str

    def agrees(
        self, text: Text, pending: str, rules: Reply, entities: Sequence[Entity], echoed: frozenset[Place],
        encoder: Encoder,
    ) -> bool:  # fmt: skip
        """Whether a reply of which the rules know nothing better than ``rules`` is a yes. Never raises."""
        if rules not in OPEN or not text.tokens:
            return False
        heard = heard_in(text, pending, echoed)
        return not is_vetoed(heard, entities) and self.score(heard, encoder) > self.line

    def score(self, heard: Heard, encoder: Encoder) -> float:
        columns, values = self.features.row(parts_of(heard))
        split = len(self.features.names)
        told = float(values @ self.weights[columns])
        return told + float(np.concatenate([self._meaning(heard.text, encoder), cues_of(heard)]) @ self.weights[split:])

    def _meaning(self, text: Text, encoder: Encoder) -> NDArray[np.float32]:
        return sense_of(text, encoder) if self.knows else np.zeros(0, np.float32)

    def save(self, path: Path) -> None:
        """The same bytes for the same numbers."""
        keep(
            path,
            small=True,
            grams=np.frombuffer("\n".join(self.features.names).encode(), np.uint8),
            rarity=self.features.rarity.astype(np.float16),
            weights=self.weights.astype(np.float16),
            numbers=np.array([self.features.unknown, self.line]),
            knows=np.frombuffer(self.knows.encode(), np.uint8),
        )

    @staticmethod
    def load(path: Path) -> "Agreement":
        with np.load(path, allow_pickle=False) as kept:
            names = kept["grams"].tobytes().decode().split("\n")
            unknown, line = kept["numbers"].tolist()
            features = Features(names, kept["rarity"].astype(np.float32), unknown)
            return Agreement(features, kept["weights"].astype(np.float32), line, kept["knows"].tobytes().decode())


def file_for(knows: str) -> Path:
    """``knows``: the name of an encoder, or nothing for words alone."""
    return FOLDER / ("meaning.npz" if knows else "words.npz")


@lru_cache(maxsize=4)
def agreement_for(encoder_name: str) -> Agreement | None:
    """What was learnt with this encoder, or else with words alone; None where nothing was, and the rules decide."""
    for knows in (encoder_name, ""):
        try:
            learnt = Agreement.load(file_for(knows))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            continue
        if learnt.knows == knows:
            return learnt
    return None
