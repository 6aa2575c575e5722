"""Fits ``language/embedded/answering/weights.json`` on questions whose answers are known.

Each question is asked twice, of the documents and of the documents without the article that answers it. Words are
learnt first, in all languages; then meaning, on the finalists that words choose, in the languages of the encoder.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.answers.ask import Library, rests
from evals.answers.grade import says
from evals.answers.learn import Choice, learn_order, learn_trust
from evals.answers.sets import Asked
from language.embedded.answering.candidates import Candidates, candidates
from language.embedded.answering.features import Features
from language.embedded.answering.likeness import KNOWN, Likeness
from language.embedded.answering.weights import FILE, weights_for

ORDER = ("within", "covered", "near", "far", "together", "kind", "names", "names_far", "opens", "second", "fresh")
TRUST = ("covered", "near", "far", "together", "names_far", "share")
ALIKE = ("alike",)
REFUSED = 0.05
"""The share of the answerable questions that may be refused."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents, and questions with the strings of their answers."""

    library: Library
    questions: Sequence[Asked]
    language: str


async def fit(shelves: Sequence[Shelf]) -> dict[str, Any]:
    """Writes the weights, and gives them back."""
    learnt: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    learnt["words"] = await _learn(shelves, ())
    _write(learnt)
    semantic = [shelf for shelf in shelves if shelf.language in KNOWN]
    learnt["meaning"] = await _learn(semantic, ALIKE)
    _write(learnt)
    return learnt


def _write(learnt: dict[str, Any]) -> None:
    FILE.write_text(json.dumps(learnt, indent=2) + "\n", encoding="utf-8")
    weights_for.cache_clear()


async def _learn(shelves: Sequence[Shelf], extra: tuple[str, ...]) -> dict[str, Any]:
    asked = [each for shelf in shelves for each in await _asked(shelf, shelf.library.asker.likeness if extra else None)]
    order = learn_order([_choice(each, found) for each, found, _ in asked], (*ORDER, *extra))
    answerable = [_first(found, order) for _, found, _ in asked]
    unanswerable = [_first(rest, order) for _, _, rest in asked if rest.best]
    trust, bias = learn_trust(answerable, unanswerable, (*TRUST, *extra), REFUSED)
    return {"order": order, "trust": trust, "bias": bias}


async def _asked(shelf: Shelf, likeness: Likeness | None) -> list[tuple[Asked, Candidates, Candidates]]:
    """Each question with what the documents have for it, and what they have without its article."""
    found = []
    async for rest, group in rests(shelf.library, shelf.questions):
        for each in group:
            whole, less = await shelf.library.asker.passages(each.text), await rest.asker.passages(each.text)
            both = [candidates(each.text, passages, shelf.language, likeness) for passages in (whole, less)]
            if both[0].best:
                found.append((each, both[0], both[1]))
    return found


def _choice(asked: Asked, found: Candidates) -> Choice:
    places = found.best if found.evidence == "meaning" else range(len(found.runs))
    right = [says(found.runs[place].text, asked.answers) for place in places]
    return Choice([found.features[place] for place in places], right)


def _first(found: Candidates, order: dict[str, float]) -> Features:
    """The features of the run that comes first under ``order``."""
    places = found.best if found.evidence == "meaning" else range(len(found.runs))
    rows = [found.features[place] for place in places]
    return max(rows, key=lambda row: sum(weight * row[name] for name, weight in order.items()))
