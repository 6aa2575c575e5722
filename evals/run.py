"""Plays suites and gathers their grades."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from time import perf_counter
from typing import Any

from commerce.packs.load import load
from commerce.tenants.forget import forget
from evals.grade import grade
from evals.suite import Case, Suite
from kit.clock import StillClock
from kit.ids import SeededIds
from kit.settings import Settings
from server.rehearsal import play_in, rehearsal_of
from server.script import read_script
from server.wiring import cache_of, open_house

Say = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """One case: ``passes`` of ``runs``, and what was wrong the first time it failed."""

    suite: str
    case: str
    runs: int
    passes: int
    wrong: list[str]
    turns: list[dict[str, Any]]
    ms: list[float] = field(default_factory=list)
    """Of each turn, on the wall: the clock that a case is played by stands still."""

    @property
    def passed(self) -> bool:
        """pass^k: every run must pass."""
        return self.passes == self.runs


async def run_suite(settings: Settings, suite: Suite, k: int, say: Say) -> list[Result]:
    results = []
    for case in suite.cases:
        outcomes = [await _once(settings, case) for _ in range(k)]
        wrong = next((found for found, *_ in outcomes if found), [])
        passes = sum(not found for found, *_ in outcomes)
        _, turns, ms = outcomes[0]
        results.append(Result(suite.suite, case.script, k, passes, wrong, turns, ms))
        say(f"{'passed' if passes == k else 'FAILED'}  {case.script}  ({passes} of {k})")
        for line in wrong:
            say(f"        {line}")
    return results


async def _once(settings: Settings, case: Case) -> tuple[list[str], list[dict[str, Any]], list[float]]:
    name = rehearsal_of(case.tenant, case.path, case.channel, case.now)
    turns: list[dict[str, Any]] = []
    told: list[float] = []

    def tell(turn: dict[str, Any]) -> None:
        turns.append(turn)
        told.append(perf_counter() * 1000)

    async with open_house(settings, clock=StillClock(case.now), ids=SeededIds(name), only=[]) as house:
        await forget(house.store, name)
        await house.admit(load(settings.packs_dir, case.tenant, cache_of(settings)), name)
        told.append(perf_counter() * 1000)
        conversation = await play_in(house, name, read_script(case.path), case.channel, tell)
        times = [after - before for before, after in pairwise(told)]
        return await grade(house.store, name, conversation, case.expect), turns, times
