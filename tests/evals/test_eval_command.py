"""``parley eval run`` as a pipeline sees it: the exit code, one object on stdout, the files that it writes."""

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from evals import command
from evals import suite as suites
from kit.settings import Settings
from tests.agents.talk import SHARED
from tests.server.processes import COMMAND

SUITE = """\
suite: short
cases:
  - script: {script}
    tenant: colombiatic
    now: "2026-11-23T09:00:00-05:00"
    expect: {{owner: {owner}}}
"""


@pytest.fixture
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """A suite of one customer, who is expected to be with a person and is not."""
    script = tmp_path / "hello.txt"
    script.write_text("hola\n", encoding="utf-8")
    (tmp_path / "short.yaml").write_text(SUITE.format(script=script, owner="queue"), encoding="utf-8")
    monkeypatch.setattr(suites, "SUITES", tmp_path)
    monkeypatch.setattr(command, "settings", lambda: settings)
    return tmp_path


def test_a_failing_case_stops_the_pipeline_only_where_it_is_asked_to(short: Path) -> None:
    runner = CliRunner()
    open_, gated = runner.invoke(command.app, ["run"]), runner.invoke(command.app, ["run", "short", "--gate"])
    assert (open_.exit_code, gated.exit_code) == (0, 1)
    found = json.loads(gated.stdout)
    assert (found["cases"], found["passed"]) == (1, 0)
    assert found["failed"][0]["wrong"] == ["owner: expected queue, found bot"]


def test_the_reports_are_written_where_they_are_asked_for(short: Path) -> None:
    page, junit = short / "out.html", short / "out.xml"
    done = CliRunner().invoke(command.app, ["run", "short", "--k", "2", "--report", str(page), "--junit", str(junit)])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["k"] == 2
    assert ElementTree.fromstring(junit.read_text("utf-8")).get("failures") == "1"
    assert "hola" in page.read_text("utf-8")


def test_the_shipped_examples_pass_the_gate(evals_database: str) -> None:
    environment = {**os.environ, "DATABASE_URL": evals_database, "PARLEY_DATA_DIR": str(SHARED)}
    done = subprocess.run(
        [*COMMAND, "eval", "run", "examples", "--gate"], env=environment, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["passed"] == found["cases"] > 0
    assert found["failed"] == []
    assert "Traceback" not in done.stderr


def test_a_suite_that_is_not_there_ends_with_one_line() -> None:
    done = subprocess.run(
        [*COMMAND, "eval", "run", "nothing"],
        env={**os.environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "nothing" in line
    assert "examples" in line
