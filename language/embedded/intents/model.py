"""The fitted classifier: scores a text with numpy alone, and keeps itself in one file without pickle."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from language.embedded.intents.calibrate import Trust, chances
from language.embedded.intents.features import Features
from language.embedded.text import Text, text_of
from language.port import Guess


class Classifier:
    """``names[i]`` is the intent of column i of ``weights``. ``outside`` names the out-of-scope one, where trained."""

    def __init__(
        self,
        names: Sequence[str],
        features: Features,
        weights: NDArray[np.float32],
        trust: Trust,
        outside: str | None,
    ) -> None:
        self.names = list(names)
        self.features = features
        self.trust = trust
        self.outside = outside
        self._weights = weights

    @property
    def threshold(self) -> float:
        return self.trust.threshold

    def guesses(self, text: Text) -> list[Guess]:
        """Every intent with its confidence, best first; nothing where no part of the text is known."""
        columns, values = self.features.of(text)
        if not len(columns):
            return []
        sure = chances((values @ self._weights[columns]).astype(np.float64), self.trust.temperature)
        order = np.argsort(-sure, kind="stable").tolist()
        return [Guess(name=self.names[place], confidence=round(float(sure[place]), 4)) for place in order]

    def best(self, message: str, threshold: float | None = None) -> Guess | None:
        """The intent of a whole message, None where it is out of scope."""
        guesses = self.guesses(text_of(message))
        least = self.threshold if threshold is None else threshold
        if not guesses or guesses[0]["confidence"] < least or guesses[0]["name"] == self.outside:
            return None
        return guesses[0]

    def save(self, path: Path) -> None:
        """In one step, so that a process that reads at the same time finds all of it or nothing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            np.savez(
                file,
                names=_packed(self.names),
                grams=_packed(self.features.names),
                rarity=self.features.rarity,
                numbers=np.array([self.features.unknown, self.trust.temperature, self.trust.threshold]),
                weights=self._weights,
                outside=_packed([self.outside] if self.outside else []),
            )
        Path(file.name).replace(path)

    @staticmethod
    def load(path: Path) -> "Classifier":
        """Raises OSError, ValueError or KeyError for a file that ``save`` did not finish."""
        with np.load(path, allow_pickle=False) as kept:
            unknown, temperature, threshold = kept["numbers"].tolist()
            features = Features(_unpacked(kept["grams"]), kept["rarity"], unknown)
            outside = _unpacked(kept["outside"])
            trust = Trust(temperature, threshold)
            return Classifier(
                _unpacked(kept["names"]), features, kept["weights"], trust, outside[0] if outside else None
            )


def _packed(words: Sequence[str]) -> NDArray[np.uint8]:
    """Words in one array of bytes, a line each; no gram and no name holds a line break."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n") if len(packed) else []
