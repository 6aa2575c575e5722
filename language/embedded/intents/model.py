"""The fitted classifier: scores a text with numpy alone, and keeps itself in one file without pickle."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from language.embedded.encoder.port import Encoder
from language.embedded.intents.calibrate import Trust
from language.embedded.intents.features import Features
from language.embedded.intents.rows import Weights
from language.embedded.keep import keep
from language.embedded.sense import sense_of
from language.embedded.text import Text, text_of
from language.port import Guess

SIGN_SURE = 0.9


class Classifier:
    """``names[i]`` is the intent of column i of ``weights``. ``outside`` names the out-of-scope one, where trained.

    ``encoder`` gives the meaning, of length 1 beside grams whose parts have about that; without one the classifier
    was trained on grams alone. ``signs`` are the intents of messages that are one sign (an emoji), by that sign.
    """

    def __init__(
        self,
        names: Sequence[str],
        features: Features,
        weights: Weights,
        trust: Trust,
        outside: str | None,
        encoder: Encoder | None = None,
        signs: Mapping[str, str] | None = None,
    ) -> None:
        self.names = list(names)
        self.features = features
        self.trust = trust
        self.outside = outside
        self._weights = weights
        self._encoder = encoder
        self._signs = dict(signs or {})

    @property
    def threshold(self) -> float:
        return self.trust.threshold

    def guesses(self, text: Text) -> list[Guess]:
        """Every intent with its confidence, best first; nothing where there is no word in the text."""
        if not text.tokens or not self.names:
            return []
        if is_sign(text):
            return self._by_sign(text)
        scores = self._scores(text)
        order = np.argsort(-scores, kind="stable").tolist()
        sure = self.trust.confidence(scores)
        return [Guess(name=self.names[place], confidence=round(float(sure[place]), 4)) for place in order]

    def _by_sign(self, text: Text) -> list[Guess]:
        """A sign means what an example of it alone means, and nothing else: letters and vectors say nothing of it."""
        told = {self._signs.get(word) for word in text.words()}
        return [Guess(name=name, confidence=SIGN_SURE) for name in told if name] if len(told) == 1 else []

    def _scores(self, text: Text) -> NDArray[np.float64]:
        columns, values = self.features.of(text)
        scores = values @ self._weights[columns]
        if self._encoder:
            scores = scores + sense_of(text, self._encoder) @ self._weights[len(self.features.names) :]
        return np.asarray(scores, np.float64)

    def best(self, message: str, threshold: float | None = None) -> Guess | None:
        """The intent of a whole message, None where it is out of scope."""
        guesses = self.guesses(text_of(message))
        least = self.threshold if threshold is None else threshold
        if not guesses or guesses[0]["name"] == self.outside or guesses[0]["confidence"] < least:
            return None
        return guesses[0]

    def save(self, path: Path) -> None:
        keep(
            path,
            names=_packed(self.names),
            grams=_packed(self.features.names),
            rarity=self.features.rarity,
            numbers=np.array([self.features.unknown, *astuple(self.trust)]),
            weights=self._weights,
            outside=_packed([self.outside] if self.outside else []),
            signs=_packed([part for pair in sorted(self._signs.items()) for part in pair]),
        )

    @staticmethod
    def load(path: Path, encoder: Encoder | None) -> "Classifier":
        """``encoder`` is the one that it was trained with.

        Raises OSError, ValueError or KeyError for a file that ``save`` did not finish.
        """
        with np.load(path, allow_pickle=False) as kept:
            unknown, *trust = kept["numbers"].tolist()
            features = Features(_unpacked(kept["grams"]), kept["rarity"], unknown)
            outside = _unpacked(kept["outside"])
            names, weights = _unpacked(kept["names"]), kept["weights"]
            knowing = encoder if len(weights) > len(features.names) else None
            signs = _unpacked(kept["signs"])
            return Classifier(
                names, features, weights, Trust(*trust), outside[0] if outside else None, knowing,
                dict(zip(signs[::2], signs[1::2], strict=True)),
            )  # fmt: skip


def is_sign(text: Text) -> bool:
    """Whether the message is of emoji alone."""
    return bool(text.tokens) and not any(char.isalnum() for char in text.plain)


def _packed(words: Sequence[str]) -> NDArray[np.uint8]:
    """Words in one array of bytes, a line each; no gram and no name holds a line break."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n") if len(packed) else []
