"""What a run of suites found: figures with their intervals, JUnit for CI, HTML to read."""

import html
from math import sqrt
from typing import Any
from xml.sax.saxutils import quoteattr

from evals.run import Result

Z = 1.96


def wilson(passes: int, runs: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927)."""
    if runs == 0:
        return 0.0, 1.0
    share, z2 = passes / runs, Z * Z
    middle = share + z2 / (2 * runs)
    spread = Z * sqrt(share * (1 - share) / runs + z2 / (4 * runs * runs))
    scale = 1 + z2 / runs
    return (middle - spread) / scale, (middle + spread) / scale


def summary(results: list[Result]) -> dict[str, Any]:
    passed = sum(result.passed for result in results)
    low, high = wilson(passed, len(results))
    return {
        "cases": len(results),
        "passed": passed,
        "k": results[0].runs if results else 0,
        "pass_k": round(passed / len(results), 4) if results else 0.0,
        "interval_95": [round(low, 4), round(high, 4)],
        "failed": [{"suite": r.suite, "case": r.case, "wrong": r.wrong} for r in results if not r.passed],
    }


def junit(results: list[Result]) -> str:
    cases = "".join(
        f"<testcase classname={quoteattr(r.suite)} name={quoteattr(r.case)}>"
        + ("" if r.passed else f"<failure message={quoteattr('; '.join(r.wrong))}/>")
        + "</testcase>"
        for r in results
    )
    failures = sum(not r.passed for r in results)
    return f'<testsuite name="parley" tests="{len(results)}" failures="{failures}">{cases}</testsuite>\n'


def page(results: list[Result]) -> str:
    """The transcripts with their verdicts, to be read."""
    return (
        "<!doctype html><meta charset=utf-8><title>Parley evaluation</title>"
        "<style>body{font:16px/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}"
        ".c{margin:.6rem 0}.r{margin:.2rem 0 .8rem 1.5rem;white-space:pre-line}.bad{color:#b00020}</style>"
        + "".join(_case(result) for result in results)
    )


def _case(result: Result) -> str:
    verdict = "passed" if result.passed else "failed"
    lines = "".join(f"<p class=bad>{html.escape(line)}</p>" for line in result.wrong)
    turns = "".join(
        f"<p class=c>{html.escape(str(turn['customer']))}</p><p class=r>{html.escape(str(turn['reply']))}</p>"
        for turn in result.turns
    )
    return f"<h2>{html.escape(result.case)}: {verdict}</h2>{lines}{turns}"
