"""What speaks for a run of lines as the answer, in numbers that mostly lie between 0 and 1."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from language.embedded.answering.evidence import holds, is_testimony, speaks_of_us
from language.embedded.answering.question import Asked, asked, words_of
from language.embedded.answering.runs import LISTED, Run
from language.embedded.answering.spelling import near_spellings
from language.words.terms import stems

WINDOW = 3
"""Words within which two neighbours of the question still count as said together."""
HEADING = 0.8
"""What a word counts that stands in the heading and not in the sentence."""
PROSE = 40
"""Content words of a long sentence."""

Features = dict[str, float]
Held = dict[str, float]
"""By stem of the question: 1 where it is there, less where only a near spelling of it is."""


class Scale:
    """Measures runs against one question. A word counts by how rare it is among the lines of the passages."""

    def __init__(self, asked: Asked, runs: Sequence[Run]) -> None:
        self._asked = asked
        self._order: dict[str, tuple[str, ...]] = {}
        self._all: dict[str, frozenset[str]] = {}
        for text in (text for run in runs for text in (run.text, run.heading)):
            self._read(text)
        vocabulary = frozenset().union(*self._all.values())
        self._near = {stem: near_spellings(stem, vocabulary) for stem in asked.stems}
        self._known = frozenset(asked.stems).union(*self._near.values())
        self._weights = self._rarity(runs)
        self._whole = {run.passage["id"]: self._held(run.passage["text"]) for run in runs}

    def features(self, run: Run) -> Features:
        """The order of runs is decided on these, and whether the best one answers."""
        within, heading, near = self._held(run.text), self._held(run.heading), self._held(run.around)
        far = self._whole[run.passage["id"]]
        covered = {stem: max(share, HEADING * heading[stem]) for stem, share in within.items()}
        words, kind = self._read(run.text), self._kind(run.text)
        return {
            "within": self._weigh(within),
            "covered": self._weigh(covered),
            "near": self._weigh(_beyond(near, covered)),
            "far": self._weigh(_beyond(_beyond(far, covered), near)),
            "together": self._together(self._order[run.text]),
            "kind": kind,
            "names": self._named(covered),
            "names_far": self._named({stem: max(share, covered[stem]) for stem, share in far.items()}),
            "opens": self._weigh(heading) if run.opens else 0.0,
            "second": float(run.rank > 0),
            "length": min(1.0, len(self._order[run.text]) / PROSE),
            "fresh": len(words - self._known) / len(words) if words else 0.0,
            "titled": self._titled(run),
            "share": run.passage.get("share", run.passage["score"]),
            "lone": float(len(self._asked.stems) == 1 and kind <= 0),
            "ours": self._ours(run.text),
        }

    def is_apt(self, run: Run) -> bool:
        """Whether it is the business's own word, and well cut: an item tells more than what opens it, a list more than
        one of its items."""
        if is_testimony(run.text) and not self._asked.names:
            return False
        if len(run.lines) == 1 or run.lines[-1].kind not in LISTED:
            return True
        opener = self._held(run.lines[0].text)
        telling = sum(self._adds(line.text, opener) for line in run.lines[1:])
        return telling == 1 if len(run.lines) == 2 else telling != 1

    def _adds(self, text: str, opener: Held) -> bool:
        return any(share > opener[stem] for stem, share in self._held(text).items())

    def _read(self, text: str) -> frozenset[str]:
        if text not in self._all:
            self._order[text] = tuple(stems(text, self._asked.language))
            self._all[text] = frozenset(self._order[text])
        return self._all[text]

    def _rarity(self, runs: Sequence[Run]) -> Mapping[str, float]:
        """Inverse document frequency over the runs, summing to 1; what none of them holds weighs as the rarest."""
        seen = Counter(stem for run in runs for stem in self._read(run.text) | self._read(run.heading))
        total = len(runs) + 1
        found = {stem: math.log(1 + (total - seen[stem] + 0.5) / (seen[stem] + 0.5)) for stem in self._asked.stems}
        whole = sum(found.values()) or 1.0
        return {stem: weight / whole for stem, weight in found.items()}

    def _held(self, text: str) -> Held:
        inside = self._read(text)
        return {
            stem: max((near[other] for other in near.keys() & inside), default=0.0) for stem, near in self._near.items()
        }

    def _weigh(self, held: Held) -> float:
        return sum(self._weights[stem] * share for stem, share in held.items())

    def _named(self, held: Held) -> float:
        """The share of the question's names and figures that are there; 1 for a question without any."""
        names = [held[stem] for stem in held if stem in self._asked.names]
        return sum(names) / len(names) if names else 1.0

    def _kind(self, text: str) -> float:
        """1 where the text holds a thing of the kind that was asked for, -1 where it does not, 0 for no kind."""
        kind = self._asked.kind
        if kind is None:
            return 0.0
        held = holds(text, kind, self._asked.language, frozenset(self._asked.stems), self._asked.counted)
        return 1.0 if held else -1.0

    def _ours(self, text: str) -> float:
        """1 where a question to the business meets a sentence in which it speaks of itself, -1 where it does not."""
        if not self._asked.of_us:
            return 0.0
        return 1.0 if speaks_of_us(text, self._asked.language) else -1.0

    def _titled(self, run: Run) -> float:
        """How far the heading is this very question, for what comes first under it."""
        wanted = asked(run.nearest, self._asked.language).kind if run.opens else None
        if wanted and self._asked.kind and wanted != self._asked.kind:
            return 0.0
        heading = words_of(run.nearest)
        both = len(heading & self._asked.words)
        return both / len(heading | self._asked.words) if run.opens and heading else 0.0

    def _together(self, order: Sequence[str]) -> float:
        """The share of the question's neighbouring words that stand close to each other here too."""
        pairs = list(zip(self._asked.stems, self._asked.stems[1:], strict=False))
        places: dict[str, list[int]] = {}
        for place, stem in enumerate(order):
            places.setdefault(stem, []).append(place)
        close = sum(
            any(abs(a - b) <= WINDOW for a in places.get(one, ()) for b in places.get(other, ()))
            for one, other in pairs
        )
        return close / len(pairs) if pairs else 0.0


def _beyond(held: Held, other: Held) -> Held:
    """What ``held`` has more than ``other``."""
    return {stem: max(0.0, share - other[stem]) for stem, share in held.items()}
