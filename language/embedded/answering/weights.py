"""What each feature weighs: in the order of runs, and in the trust that the best of them answers.

The figures are in ``weights.json``, once for words alone and once with an encoder; ``parley eval fit-answers`` writes
them from questions whose answers are known.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "weights.json"


TITLED = 0.6
"""The likeness of question and heading from which the page asks the very same: what follows is its answer."""
ENTRY = 4.0
"""What that counts in the order, more than anything that words can make up for."""
AS_GOOD_AS_SAID = 0.9
OURS = 1.0
"""What it counts that the business speaks of itself when it is asked: not learnt, as the public sets ask nobody."""
LONE = -2.5
"""What a question of one word and no kind that is held costs the trust: one word stands in some passage by chance."""
OTHER_KIND = -2.0
"""What it costs the trust that the figure, hour or name which was asked for is not there. Both are for words alone:
meaning tells as much, and is learnt."""


@dataclass(frozen=True, slots=True)
class Weights:
    """``order`` and ``trust`` by the name of the feature; ``bias`` belongs to the trust."""

    order: Mapping[str, float]
    trust: Mapping[str, float]
    bias: float

    def score(self, features: Mapping[str, float]) -> float:
        """Comparable among the runs of one question."""
        entry = ENTRY * features["titled"] if features["titled"] >= TITLED else 0.0
        return entry + OURS * features["ours"] + sum(weight * features[name] for name, weight in self.order.items())

    def trusted(self, features: Mapping[str, float]) -> float:
        """The probability that what was found answers, 0 to 1."""
        doubt = 0.0 if "alike" in features else LONE * features["lone"] + OTHER_KIND * (features["kind"] < 0)
        drawn = self.bias + doubt + sum(weight * features[name] for name, weight in self.trust.items())
        trust = 1 / (1 + math.exp(-max(-50.0, min(50.0, drawn))))
        return max(trust, AS_GOOD_AS_SAID) if features["titled"] >= TITLED else trust


@cache
def weights_for(evidence: str) -> Weights:
    """``evidence``: ``words``, or ``meaning`` where an encoder's cosines are among the features."""
    return Weights(**json.loads(FILE.read_text(encoding="utf-8"))[evidence])
