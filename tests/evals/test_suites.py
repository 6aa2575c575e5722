"""The suites that are shipped: every customer leaves what is expected, and leaves it again."""

from datetime import datetime
from pathlib import Path

import pytest

from evals.run import run_suite
from evals.suite import Case, Expected, Suite, available, read_suite
from kit.settings import ROOT, Settings

NOW = datetime.fromisoformat("2026-11-23T09:00:00-05:00")
SHIPPED = [(suite, case) for name in available() for suite in [read_suite(name)] for case in suite.cases]


def quiet(_line: str) -> None:
    """Says nothing."""


def one(script: Path, expect: Expected) -> Suite:
    """A suite of one short case."""
    return Suite(suite="short", cases=[Case(script=str(script), tenant="colombiatic", now=NOW, expect=expect)])


@pytest.fixture
def booking(tmp_path: Path) -> Path:
    script = tmp_path / "booking.txt"
    lines = ["quiero agendar una demo el miércoles a las 3 de la tarde", "Ana Ruiz, ana@ruiz.co", "sí"]
    script.write_text("\n".join(lines), encoding="utf-8")
    return script


@pytest.mark.parametrize(
    ("suite", "case"), SHIPPED, ids=[f"{suite.suite}-{Path(case.script).stem}" for suite, case in SHIPPED]
)
async def test_the_customer_of_a_suite_leaves_what_is_expected(suite: Suite, case: Case, settings: Settings) -> None:
    [result] = await run_suite(settings, Suite(suite=suite.suite, cases=[case]), 1, quiet)
    assert result.wrong == []
    assert result.passed
    assert [turn["verdict"] for turn in result.turns if turn["owner"] == "bot"].count("replaced") == 0


def test_every_example_is_played_by_a_suite() -> None:
    there = {f"examples/{path.name}" for path in (ROOT / "examples").iterdir()}
    assert there == {case.script for _, case in SHIPPED}


async def test_two_plays_of_a_script_give_the_same_objects(booking: Path, settings: Settings) -> None:
    suite = one(booking, Expected())
    [first] = await run_suite(settings, suite, 1, quiet)
    [again] = await run_suite(settings, suite, 1, quiet)
    assert len(first.turns) == 3
    assert first.turns == again.turns


async def test_a_case_passes_when_every_one_of_its_runs_does(booking: Path, settings: Settings) -> None:
    told: list[str] = []
    expect = Expected(owner="bot", appointments=[{"kind": "demo", "status": "booked"}], orders=[])
    [result] = await run_suite(settings, one(booking, expect), 2, told.append)
    assert (result.runs, result.passes, result.passed, result.wrong) == (2, 2, True, [])
    [line] = told
    assert "passed" in line
    assert "2 of 2" in line


async def test_a_case_that_expects_something_else_fails_with_a_line_for_each_difference(
    booking: Path, settings: Settings
) -> None:
    told: list[str] = []
    expect = Expected(
        owner="queue", appointments=[{"status": "cancelled"}], quotes=[{"status": "accepted"}],
        profile={"email": "ana@ruiz.com"}, lead_at_least=101,
    )  # fmt: skip
    [result] = await run_suite(settings, one(booking, expect), 1, told.append)
    assert not result.passed
    assert result.wrong[:4] == [
        "owner: expected queue, found bot",
        "appointments[0].status: expected 'cancelled', found 'booked'",
        "quotes: expected 1, found 0",
        "profile.email: expected 'ana@ruiz.com', found 'ana@ruiz.co'",
    ]
    assert result.wrong[4].startswith("lead: expected a score of at least 101, found ")
    assert "FAILED" in told[0]
    assert [line.strip() for line in told[1:]] == result.wrong
