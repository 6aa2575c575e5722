"""The shortest run of whole sentences in the tenant's content that answers a question, or an honest None."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from language.port import Extract, Passage
from language.words.fold import plain
from language.words.markdown import Line, lines
from language.words.numerals import tongue
from language.words.terms import stems, trigrams

Likeness = Callable[[str, Sequence[str]], Sequence[float]]
"""Cosines of a question with each of some sentences: what an encoder adds to shared words."""

ANSWERS = 0.4
"""The share of the question's weight that an answer must cover; below it the passages do not answer."""
_LONGEST = 3
_ITEMS = 6
_CLOSE = 0.6
"""Shared letter triples from which two stems count as one word mistyped."""
_FIGURE_ASKED = {
    "es": re.compile(
        r"\b(?:cuant[oa]s?|que (?:precio|valor|costo|dias?)|precio|(?:a|hasta) que hora|horario|cuando)\b"
    ),
    "en": re.compile(r"\b(?:how (?:much|many|long|soon|far|often)|what time|price|cost|when|hours|which days)\b"),
}
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring lines of one passage."""

    passage: Passage
    lines: tuple[Line, ...]
    heading: str

    def text(self) -> str:
        listed = any(line.kind in {"item", "row"} for line in self.lines) and len(self.lines) > 1
        if not listed:
            return " ".join(line.text for line in self.lines)
        return "\n".join(f"- {line.text}" if line.kind in {"item", "row"} else line.text for line in self.lines)


def extract(
    question: str, passages: Sequence[Passage], language: str, likeness: Likeness | None = None
) -> Extract | None:
    """One to three neighbouring sentences (or a list with the line that opens it) of one passage.

    Words count by how rare they are in the passages, in the run itself first, then in its title
    and heading. None where the best run leaves out too much of what was asked. Ties go to the earlier one.
    """
    speech = tongue(language)
    asked = list(dict.fromkeys(stems(question, speech)))
    runs = [run for passage in passages for run in _runs(passage)]
    if not asked or not runs:
        return None
    scale = _Scale(asked, runs, speech, figure=bool(_FIGURE_ASKED[speech].search(plain(question))))
    like = _likened(question, runs, likeness)
    top = max(passage["score"] for passage in passages)
    best, covered, run = 0.0, 0.0, None
    for each, alike in zip(runs, like, strict=True):
        score, held = scale.score(each, _share(each.passage["score"], top), alike)
        if run is None or score > best:
            best, covered, run = score, held, each
    if run is None or covered < ANSWERS:
        return None
    confidence = round(min(1.0, 0.5 * covered + 0.5 * max(0.0, best)), 3)
    return {"text": run.text(), "passages": [run.passage], "confidence": confidence}


def _share(score: float, top: float) -> float:
    return score / top if top > 0 else 1.0


def _likened(question: str, runs: Sequence[_Run], likeness: Likeness | None) -> Sequence[float]:
    return [0.0] * len(runs) if likeness is None else likeness(question, [run.text() for run in runs])


def _runs(passage: Passage) -> list[_Run]:
    """Every run of up to three sentences, with the list that its end announces; every item and row alone."""
    heading = f"{passage['title']} {passage['heading']}"
    read = lines(passage["text"])
    found: list[_Run] = []
    for place, line in enumerate(read):
        if line.kind == "heading":
            heading = f"{passage['title']} {passage['heading']} {line.text}"
            continue
        longest = _LONGEST if line.kind == "sentence" else 1
        for end in range(place + 1, min(place + longest, len(read)) + 1):
            if end > place + 1 and read[end - 1].kind != "sentence":
                break
            found.append(_Run(passage, (*read[place:end], *_list_after(read, end)), heading))
    return found


def _list_after(read: Sequence[Line], end: int) -> list[Line]:
    """The items or rows that the sentence before ``end`` announces with a colon."""
    last = read[end - 1]
    if not last.text.endswith(":") or last.kind != "sentence":
        return []
    return list(takewhile(lambda line: line.kind in {"item", "row"}, read[end : end + _ITEMS]))


class _Scale:
    """Weighs runs against one question."""

    def __init__(self, asked: Sequence[str], runs: Sequence[_Run], language: str, *, figure: bool) -> None:
        self._figure = figure
        self._language = language
        self._stems: dict[str, frozenset[str]] = {}
        vocabulary = frozenset().union(*(self._stems_of(text) for run in runs for text in (run.text(), run.heading)))
        self._near = {stem: _near(stem, vocabulary) for stem in asked}
        weights = self._rarity(asked, [run for run in runs if len(run.lines) == 1])
        whole = sum(weights.values())
        self._weights = {stem: weight / whole for stem, weight in weights.items()}

    def _rarity(self, asked: Sequence[str], single: Sequence[_Run]) -> Mapping[str, float]:
        """Inverse document frequency over single lines; what no line holds weighs as the rarest."""
        seen = Counter(stem for run in single for stem in self._stems_of(run.text()) | self._stems_of(run.heading))
        total = len(single) + 1
        return {stem: math.log(1 + (total - seen[stem] + 0.5) / (seen[stem] + 0.5)) for stem in asked}

    def _stems_of(self, text: str) -> frozenset[str]:
        if text not in self._stems:
            self._stems[text] = frozenset(stems(text, self._language))
        return self._stems[text]

    def _held(self, stem: str, inside: frozenset[str]) -> float:
        """1 where the stem is there, less where only a near spelling of it is."""
        return max((self._near[stem].get(other, 0.0) for other in self._near[stem].keys() & inside), default=0.0)

    def score(self, run: _Run, passage: float, alike: float) -> tuple[float, float]:
        """How good the run is, and the share of the question's weight that it (or its heading) holds."""
        text = run.text()
        inside, above = self._stems_of(text), self._stems_of(run.heading)
        within = {stem: weight * self._held(stem, inside) for stem, weight in self._weights.items()}
        covered = sum(
            max(within[stem], 0.8 * weight * self._held(stem, above)) for stem, weight in self._weights.items()
        )
        covered = max(covered, alike)
        figure = 0.12 if self._figure and _FIGURE.search(text) else 0.0
        length = 0.05 * (len(run.lines) - 1) + 0.0002 * len(text)
        return 0.7 * covered + 0.25 * sum(within.values()) + 0.15 * passage + 0.2 * alike + figure - length, covered


def _near(stem: str, vocabulary: frozenset[str]) -> dict[str, float]:
    """The words of the passages that may be this one, with how much they are: it, or a near spelling."""
    found = {stem: 1.0} if stem in vocabulary else {}
    if len(stem) < 4 or stem.isdigit():
        return found
    mine = trigrams(stem)
    for other in vocabulary:
        if len(other) > 3 and other != stem and not other.isdigit():
            theirs = trigrams(other)
            alike = len(mine & theirs) / len(mine | theirs)
            if alike >= _CLOSE:
                found[other] = alike
    return found
