"""Figures over what was told."""

import math
import re
from collections.abc import Sequence
from typing import Any

from evals.answers.ask import Told, document_of
from language.words.fold import plain

_SPACE = re.compile(r"[\s\W]+")


def holds_answer(told: Told) -> bool:
    return told.found is not None and says(told.found["text"], told.asked.answers)


def says(text: str, answers: Sequence[str]) -> bool:
    """Whether ``text`` holds one of the strings, whatever the case, the accents and the punctuation."""
    bare = _bare(text)
    return any(_bare(answer) in bare for answer in answers)


def from_the_source(told: Told) -> bool:
    return told.found is not None and all(document_of(each) in told.asked.relevant for each in told.found["passages"])


def grade(answerable: Sequence[Told], unanswerable: Sequence[Told]) -> dict[str, Any]:
    """Shares of the answerable ones, unless said otherwise; None where there is nothing to count.

    ``containment`` counts a refused question as not answered; ``containment_given`` is over those that were answered.
    ``refusal_precision``: of what was refused, what the documents do not answer; ``refusal_recall``: the other way.
    """
    given = [told for told in answerable if told.found]
    refused, rightly = _refused(answerable), _refused(unanswerable)
    ms = sorted(told.ms for told in [*answerable, *unanswerable])
    ranks = [rank_of(told) for told in answerable]
    return {
        "n": len(answerable),
        "n_unanswerable": len(unanswerable),
        "containment": _share(sum(map(holds_answer, answerable)), len(answerable)),
        "containment_given": _share(sum(map(holds_answer, given)), len(given)),
        "exact_source": _share(sum(map(from_the_source, given)), len(given)),
        "hit@1": _share(sum(rank == 1 for rank in ranks), len(ranks)),
        "hit@5": _share(sum(0 < rank <= 5 for rank in ranks), len(ranks)),
        "mrr@10": _share(sum(1 / rank for rank in ranks if rank), len(ranks)),
        "ndcg@10": _share(sum(map(_ndcg, answerable)), len(answerable)),
        "answerable_refused": _share(refused, len(answerable)),
        "unanswerable_refused": _share(rightly, len(unanswerable)),
        "refusal_precision": _share(rightly, rightly + refused),
        "refusal_recall": _share(rightly, len(unanswerable)),
        "words_p50": _quantile(sorted(len(told.found["text"].split()) for told in given if told.found), 0.5),
        "ms_p50": _quantile(ms, 0.5),
        "ms_p95": _quantile(ms, 0.95),
    }


def missed(answerable: Sequence[Told], unanswerable: Sequence[Told]) -> list[str]:
    """What went wrong, one line each."""
    wrong = [told for told in answerable if not holds_answer(told)]
    return [
        *(f"{told.asked.text!r}: {_said(told)}; expected {' or '.join(told.asked.answers)}" for told in wrong),
        *(f"{told.asked.text!r}: {_said(told)}; expected no answer" for told in unanswerable if told.found),
    ]


def _said(told: Told) -> str:
    return f"{told.found['text']!r} ({told.found['confidence']})" if told.found else "refused"


def rank_of(told: Told) -> int:
    """Where the first relevant document stands, from 1; 0 where it is not among those found."""
    return next((rank for rank, id in enumerate(told.ranked, 1) if id in told.asked.relevant), 0)


def _ndcg(told: Told) -> float:
    gains = [1 / math.log2(rank + 1) for rank, id in enumerate(told.ranked[:10], 1) if id in told.asked.relevant]
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(told.asked.relevant)) + 1))
    return sum(gains) / best if best else 0.0


def _refused(told: Sequence[Told]) -> int:
    return sum(each.found is None for each in told)


def _share(count: float, of: int) -> float | None:
    return round(count / of, 4) if of else None


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) if ordered else None


def _bare(text: str) -> str:
    return _SPACE.sub(" ", plain(text)).strip()
