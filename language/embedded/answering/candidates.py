"""The runs that may answer a question, each with what speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from language.embedded.answering.features import Features, Scale
from language.embedded.answering.likeness import KNOWN, Likeness
from language.embedded.answering.question import asked
from language.embedded.answering.runs import Run, runs_of
from language.embedded.answering.weights import weights_for
from language.port import Passage
from language.words.numerals import tongue

FINALISTS = 4
"""Runs whose meaning is compared with the question's: an encoder takes milliseconds for each."""
SAME_QUESTION = 0.75
"""The cosine from which two questions ask the same."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """``runs`` in the order of the passages, ``features`` of each. ``best``: places of those worth a closer look."""

    runs: Sequence[Run]
    features: Sequence[Features]
    best: Sequence[int]
    evidence: str
    """What the features of the ``best`` rest on: ``words`` or ``meaning``."""


def candidates(question: str, passages: Sequence[Passage], language: str, likeness: Likeness | None) -> Candidates:
    """No runs where the question has no word to go by, or where no passage is in its language: nothing translates."""
    speech = tongue(language)
    wanted = asked(question, speech)
    own = [passage for passage in passages if tongue(passage["language"]) == speech] if wanted.stems else []
    runs = [run for rank, passage in enumerate(own) for run in runs_of(passage, rank)]
    scale = Scale(wanted, runs)
    runs = [run for run in runs if scale.is_apt(run)]
    features = [scale.features(run) for run in runs]
    means = likeness is not None and speech in KNOWN
    if likeness is not None and means:
        _mark_entries(question, runs, features, likeness)
    weights = weights_for("words")
    ranked = sorted(range(len(runs)), key=lambda place: (-weights.score(features[place]), place))[:FINALISTS]
    if likeness is None or not means or not ranked:
        return Candidates(runs, features, ranked, "words")
    for place, alike in zip(ranked, likeness(question, [runs[place].text for place in ranked]), strict=True):
        features[place] = {**features[place], "alike": alike}
    return Candidates(runs, features, ranked, "meaning")


def _mark_entries(question: str, runs: Sequence[Run], features: list[Features], likeness: Likeness) -> None:
    """What comes first under a heading that asks the same in other words is titled by the question all the same."""
    places = [place for place, run in enumerate(runs) if run.opens and run.nearest.rstrip().endswith("?")]
    if not places:
        return
    for place, alike in zip(places, likeness(question, [runs[place].nearest for place in places]), strict=True):
        if alike >= SAME_QUESTION:
            features[place] = {**features[place], "titled": max(features[place]["titled"], alike)}
