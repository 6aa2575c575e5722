"""A sentence that leans on the one before it, or that lacks what its neighbour has, is not said alone."""

import re

from language.embedded.answering.candidates import Candidates
from language.embedded.answering.runs import Run
from language.embedded.answering.weights import weights_for

NEARLY = 0.8
"""The score by which a neighbour may fall behind and still be said too: the answer is in one or in the other."""
_LEANS = re.compile(
    r"(?:it|its|they|their|them|this|these|those|he|she|his|her|such|however|instead|otherwise|also|for example"
    r"|esto|este|esta|estos|estas|eso|ese|esa|ellos|ellas|sin embargo|en cambio|de lo contrario|ademas|además|tambien"
    r"|también|en ese caso|por ejemplo)\b",
    re.IGNORECASE,
)


def with_neighbours(best: int, found: Candidates) -> list[Run]:
    """The run at ``best`` alone, or two neighbouring sentences of its passage in their order."""
    chosen = found.runs[best]
    places = (best - 1, best + 1)
    beside = [n for n in places if 0 <= n < len(found.runs) and _are_neighbours(chosen, found.runs[n])]
    words = weights_for("words")
    scores = {place: words.score(found.features[place]) for place in (best, *beside)}
    close = [place for place in beside if scores[best] - scores[place] < NEARLY]
    if not close and found.features[best]["kind"] < 0:
        close = [place for place in beside if found.features[place]["kind"] > 0]
    if not close and _LEANS.match(chosen.text):
        close = [place for place in beside if place < best]
    if not close:
        return [chosen]
    other = max(close, key=lambda place: scores[place])
    return [found.runs[place] for place in sorted((best, other))]


def _are_neighbours(one: Run, other: Run) -> bool:
    together = one.is_prose and other.is_prose and one.lines[0].block == other.lines[0].block
    return together and one.passage["id"] == other.passage["id"] and abs(one.place - other.place) == 1
