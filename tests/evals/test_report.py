"""Figures with their intervals, and reports that hold any text."""

from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.report import Z, junit, page, summary, wilson
from evals.run import Result

CONTROL = "a\x0bb"
"""A character that text in a database can hold and XML cannot."""
NASTY = "<script>alert(\"1\" & '2')</script> ]]> ñ €"


def result(
    case: str = "a.txt", *, runs: int = 1, passes: int = 1, wrong: list[str] | None = None, **turn: Any
) -> Result:
    return Result("suite", case, runs, passes, wrong or [], [{"customer": "hola", "reply": "buenas", **turn}])


@pytest.mark.parametrize(
    ("passes", "runs", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_the_interval_is_the_one_that_the_literature_gives(passes: int, runs: int, low: float, high: float) -> None:
    found = wilson(passes, runs)
    assert found == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 5000).flatmap(lambda runs: st.tuples(st.integers(0, runs), st.just(runs))))
def test_each_end_of_the_interval_is_as_far_away_as_chance_explains(counted: tuple[int, int]) -> None:
    passes, runs = counted
    share = passes / runs
    low, high = wilson(passes, runs)
    assert -1e-9 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1 + 1e-9
    for end in (low, high):
        assert (share - end) ** 2 * runs == pytest.approx(Z * Z * end * (1 - end), abs=1e-6)


def test_nothing_played_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert summary([])["interval_95"] == [0.0, 1.0]
    assert summary([])["failed"] == []


def test_the_summary_counts_cases_and_names_those_that_failed() -> None:
    found = summary([result("a", runs=3, passes=3), result("b", runs=3, passes=2, wrong=["owner: expected bot"])])
    assert (found["cases"], found["passed"], found["k"], found["pass_k"]) == (2, 1, 3, 0.5)
    assert found["failed"] == [{"suite": "suite", "case": "b", "wrong": ["owner: expected bot"]}]
    assert found["interval_95"] == [round(end, 4) for end in wilson(1, 2)]


def test_junit_holds_any_text_and_marks_what_failed() -> None:
    root = ElementTree.fromstring(junit([result(NASTY), result("b", passes=0, wrong=[NASTY, "second"])]))
    cases = root.findall("testcase")
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    assert cases[0].get("name") == NASTY
    assert cases[0].find("failure") is None
    failure = cases[1].find("failure")
    assert failure is not None
    assert failure.get("message") == f"{NASTY}; second"


@pytest.mark.xfail(strict=True, reason="control characters are written as they are")
def test_junit_stays_readable_with_characters_that_it_cannot_hold() -> None:
    root = ElementTree.fromstring(junit([result("b", passes=0, wrong=[CONTROL])]))
    assert root.get("failures") == "1"


class _Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_any_text_as_text() -> None:
    seen = _Seen()
    seen.feed(page([result(NASTY, passes=0, wrong=[NASTY], customer=NASTY, reply=NASTY)]))
    assert "script" not in seen.tags
    assert seen.text.count(NASTY) == 4
    assert "failed" in seen.text
