"""From ranked documents to the usual figures of retrieval."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was found for one question, best first, each document once; ``ms`` is the time that it took."""

    question: str
    relevant: Mapping[str, int]
    documents: Sequence[str]
    ms: float

    @property
    def rank(self) -> int | None:
        """Of the first document that answers, from 1; None where it is not among the first ten."""
        return next((rank for rank, id in enumerate(self.documents[:DEPTH], 1) if id in self.relevant), None)


def summary(ranked: Sequence[Ranked]) -> dict[str, float | int]:
    """``hit@1``, ``hit@5``, ``mrr@10``, ``ndcg@10``, ``ms_p50``, ``ms_p95``, ``n``."""
    ranks = [each.rank for each in ranked]
    times = sorted(each.ms for each in ranked)
    return {
        "hit@1": _mean([rank is not None and rank <= 1 for rank in ranks]),
        "hit@5": _mean([rank is not None and rank <= 5 for rank in ranks]),
        "mrr@10": _mean([1 / rank if rank else 0.0 for rank in ranks]),
        "ndcg@10": _mean([_ndcg(each) for each in ranked]),
        "ms_p50": round(percentile(times, 0.5), 2),
        "ms_p95": round(percentile(times, 0.95), 2),
        "n": len(ranked),
    }


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them does not pass."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)


def _ndcg(each: Ranked) -> float:
    found = _gained([each.relevant.get(id, 0) for id in each.documents[:DEPTH]])
    best = _gained(sorted(each.relevant.values(), reverse=True)[:DEPTH])
    return found / best


def _gained(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))
