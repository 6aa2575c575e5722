"""The shortest run of whole sentences in the tenant's content that answers a question, or an honest None."""

from collections.abc import Sequence

from language.embedded.answering.candidates import Candidates, candidates
from language.embedded.answering.likeness import Likeness
from language.embedded.answering.neighbours import with_neighbours
from language.embedded.answering.weights import weights_for
from language.port import Extract, Passage

SURE = 0.5
"""The trust below which the passages do not answer."""
LEAST = 0.25
"""What the words or the meaning of an answer must have in common with the question, however good its passage."""


def extract(
    question: str, passages: Sequence[Passage], language: str, likeness: Likeness | None = None
) -> Extract | None:
    """One or two neighbouring sentences, a list with the line that opens it, or a row, of one passage.

    ``confidence`` is the trust that it answers. None where that is below ``SURE``. Ties go to the earlier run.
    """
    found = best_of(candidates(question, passages, language, likeness))
    return found if found is not None and found["confidence"] >= SURE else None


def best_of(found: Candidates) -> Extract | None:
    """The best of the candidates, however little trusted; None where it has nothing to do with the question."""
    if not found.best:
        return None
    weights = weights_for(found.evidence)
    best = max(found.best, key=lambda place: (weights.score(found.features[place]), -place))
    first = found.features[best]
    if max(first["covered"], first["titled"], first.get("alike", 0.0)) < LEAST:
        return None
    told = with_neighbours(best, found)
    trust = round(weights.trusted(first), 3)
    return {"text": " ".join(run.text for run in told), "passages": [found.runs[best].passage], "confidence": trust}
