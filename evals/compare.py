"""The suites played with one engine after another: quality, latency, calls, tokens and cost side by side."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import Any, cast, get_args

from evals.report import summary
from evals.run import Result, Say, run_suite
from evals.suite import Suite
from kit.errors import InvalidInputError
from kit.settings import Settings
from server.cli.run import run

ENGINES = get_args(Settings.model_fields["engine"].annotation)


def compare(engines: Sequence[str], settings: Settings, suites: Sequence[Suite], k: int, say: Say) -> dict[str, Any]:
    """By engine. Raises InvalidInputError for an engine that there is none of, before anything is played."""
    chosen = [with_engine(settings, engine) for engine in engines]
    found = {}
    for each in chosen:
        say(f"{each.engine}:")
        found[each.engine] = _figures([result for suite in suites for result in run(run_suite(each, suite, k, say))])
    return cast(dict[str, Any], found)


def with_engine(settings: Settings, engine: str) -> Settings:
    if engine not in ENGINES:
        raise InvalidInputError(f"There is no engine {engine!r}: expected one of {', '.join(ENGINES)}.")
    return settings.model_copy(update={"engine": engine})


def _figures(results: list[Result]) -> dict[str, Any]:
    """Times in milliseconds with the commit, cost in US dollars of a thousand turns."""
    turns = [turn for result in results for turn in result.turns]
    times = [ms for result in results for ms in result.ms]
    calls = [turn["model_calls"] for turn in turns]
    return {
        **summary(results),
        "turns": len(turns),
        "replaced": sum(turn["verdict"] == "replaced" for turn in turns),
        "ms_p50": round(median(times), 1),
        "ms_p95": round(quantiles(times, n=20)[-1], 1),
        "calls_a_turn": round(sum(calls) / len(turns), 3),
        "calls_at_most": max(calls),
        "turns_without_a_call": round(calls.count(0) / len(turns), 3),
        **{f"{name}_a_turn": round(_mean(turns, name), 1) for name in ("tokens_in", "tokens_out")},
        "usd_a_thousand_turns": round(_mean(turns, "cost") / 1000, 4),
    }


def _mean(turns: list[dict[str, Any]], name: str) -> float:
    return float(sum(turn["model"][name] for turn in turns)) / len(turns)
