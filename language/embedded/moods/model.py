"""What was learnt, as two softmaxes over one row: reads a text with numpy alone, and keeps itself without pickle."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from language.embedded.encoder.port import Encoder
from language.embedded.intents.features import Features
from language.embedded.intents.rows import Weights
from language.embedded.keep import keep
from language.embedded.moods.calibrate import Trust
from language.embedded.moods.cues import CUES, cues_of
from language.embedded.moods.examples import MOODS
from language.embedded.sense import sense_of
from language.embedded.signals import URGENT
from language.embedded.text import Text
from language.embedded.tone import ANGRY, MILD, sentiment, takes_its_time, urgency

_WORST_CALM = ANGRY + 0.02
"""The sentiment of a customer who is surely unhappy, and is not angry."""

_POSSIBLE = 0.15
"""The hurry below which what was learnt gainsays the word lists."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Calibrated, from 0 to 1; the first three add up to 1, and who is ``angry`` is negative too."""

    negative: float
    neutral: float
    positive: float
    angry: float
    urgent: float


class Tone(NamedTuple):
    """``sentiment`` from -1 to 1, at or below ``ANGRY`` for who needs a person; ``urgency`` from 0 to 1, from
    ``URGENT`` on for who cannot wait."""

    sentiment: float
    urgency: float


class Moods:
    """``weights`` has a column for each mood, then one for calm and one for hurry; its rows are those of ``features``,
    then the dimensions of ``encoder`` where there is one, then the cues."""

    def __init__(
        self, features: Features, weights: Weights, mood: Trust, hurry: Trust, encoder: Encoder | None = None
    ) -> None:
        self._features = features
        self._weights = weights
        self._mood = mood
        self._hurry = hurry
        self._encoder = encoder

    def chances(self, text: Text) -> Chances:
        scores = self._scores(text)
        angry, negative, neutral, positive = self._mood.chances(scores[None, : len(MOODS)])[0].tolist()
        urgent = float(self._hurry.chances(scores[None, len(MOODS) :])[0, 1])
        return Chances(angry + negative, neutral, positive, angry, urgent)

    def read(self, text: Text) -> Tone:
        if not text.tokens:
            return Tone(0.0, 0.0)
        chances = self.chances(text)
        hurry = _between(chances.urgent, (0, 0), (self._hurry.line, URGENT), (1, 1))
        return Tone(_with_lists(text, self._sentiment(chances)), _hurried(text, hurry))

    def _sentiment(self, chances: Chances) -> float:
        if chances.angry >= self._mood.line:
            return _between(chances.angry, (self._mood.line, ANGRY), (1, -1))
        strongest = max(chances.positive, chances.negative)
        beside_neutral = strongest / (strongest + chances.neutral)
        good = chances.positive == strongest
        most = 1.0 if good else -_WORST_CALM
        size = _between(beside_neutral, (MILD, 0), (0.5, MILD), (1, most))
        return size if good else 0.0 - size

    def _scores(self, text: Text) -> NDArray[np.float64]:
        columns, values = self._features.of(text)
        sense = np.concatenate([self._meaning(text), cues_of(text)])
        scores = values @ self._weights[columns] + sense @ self._weights[len(self._features.names) :]
        return np.asarray(scores, np.float64)

    def _meaning(self, text: Text) -> NDArray[np.float32]:
        return sense_of(text, self._encoder) if self._encoder else np.zeros(0, np.float32)

    def save(self, path: Path) -> None:
        keep(
            path,
            grams=np.array(self._features.names),
            rarity=self._features.rarity,
            unknown=np.array(self._features.unknown),
            weights=self._weights,
            mood=self._mood.packed(),
            hurry=self._hurry.packed(),
        )

    @staticmethod
    def load(path: Path, encoder: Encoder | None) -> "Moods":
        """``encoder`` is the one that it was trained with.

        Raises OSError, ValueError or KeyError for a file that ``save`` did not finish.
        """
        with np.load(path, allow_pickle=False) as kept:
            features = Features(kept["grams"].tolist(), kept["rarity"], float(kept["unknown"]))
            weights, mood, hurry = kept["weights"], Trust.unpacked(kept["mood"]), Trust.unpacked(kept["hurry"])
        knowing = encoder if len(weights) > len(features.names) + CUES else None
        return Moods(features, weights, mood, hurry, knowing)


def _with_lists(text: Text, learnt: float) -> float:
    """The word lists know more words than were learnt from: what they are sure of stands where it is not asked about,
    and what was learnt does not gainsay it."""
    listed = sentiment(text)
    return listed if listed <= ANGRY < learnt <= -MILD and not _ends_asking(text) else learnt


def _hurried(text: Text, learnt: float) -> float:
    """The same for hurry; who says that there is none has none."""
    if takes_its_time(text):
        return 0.0
    listed = urgency(text)
    stands = listed >= URGENT and learnt >= _POSSIBLE and not _ends_asking(text)
    return max(learnt, listed) if stands else learnt


def _ends_asking(text: Text) -> bool:
    return text.plain.rstrip().endswith("?")


def _between(value: float, *points: tuple[float, float]) -> float:
    """On the line through ``points``, and level beyond its ends."""
    return round(float(np.interp(value, [x for x, _ in points], [y for _, y in points])), 2)
