"""The figures of turns with a model that lies or breaks off; every count with the upper bound that N allows."""

from collections import Counter
from statistics import median, quantiles
from typing import Any

from evals.adversary.look import Look
from evals.report import wilson

COUNTED = ("false", "taken_back", "unapproved", "crossed", "failed", "late", "silent")


def figures(looks: dict[str, Look]) -> dict[str, Any]:
    """``looks`` by tenant."""
    every = list(looks.values())
    turns = sum(look.turns for look in every)
    times = sorted(time for look in every for time in look.times)
    errors: Counter[str] = sum((look.errors for look in every), Counter())
    return {
        "turns": turns,
        "streamed": sum(look.streamed for look in every),
        **{name: _count([line for look in every for line in getattr(look, name)], turns) for name in COUNTED},
        "ms_p50": round(median(times), 1),
        "ms_p95": round(quantiles(times, n=20)[-1], 1),
        "ms_max": round(times[-1], 1),
        "calls_a_turn": round(sum(sum(look.calls) for look in every) / turns, 3),
        "calls_at_most": max(max(look.calls) for look in every),
        "why_not": dict(errors.most_common()),
        "by_tenant": {tenant: look.turns for tenant, look in looks.items()},
    }


def _count(lines: list[str], turns: int) -> dict[str, Any]:
    return {"count": len(lines), "upper_95": round(wilson(len(lines), turns)[1], 5), "first": lines[:5]}
