"""``parley eval times`` as its user sees it: what counts as right, what is printed, what is refused."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.command import app
from evals.times.grade import cut, is_right
from evals.times.rows import Row
from kit.errors import InvalidInputError
from language.port import TimeValue
from tests.conftest import SHARED

NOW = "2013-02-12T04:30:00-02:00"


def line(kind: str, grain: str, *phrases: str, values: list[list[int]]) -> str:
    return json.dumps({"kind": kind, "grain": grain, "phrases": phrases, "values": values})


LINES = [
    line("datetime", "Day", "tomorrow", "yesterday", values=[[2013, 2, 13, 0, 0, 0]]),
    line("datetimeInterval", "Hour", "tomorrow morning", values=[[2013, 2, 13, 0, 0, 0], [2013, 2, 13, 12, 0, 0]]),
    line("datetimeHoliday", "Day", "christmas", values=[[2013, 12, 25, 0, 0, 0]]),
    line("datetimeOpenInterval", "Hour", "after 5pm", values=[[2013, 2, 12, 17, 0, 0]]),
]


def asked(tmp_path: Path, *options: str, lines: list[str] | None = None, now: str = NOW) -> Any:
    file = tmp_path / "said.jsonl"
    file.write_text("\n".join(lines or LINES) + "\n", encoding="utf-8")
    return CliRunner().invoke(app, ["times", "--file", str(file), "--language", "en", "--now", now, *options])


def test_one_object_tells_points_and_intervals_apart(tmp_path: Path) -> None:
    done = asked(tmp_path, "--json")
    found = json.loads(done.stdout)
    assert found.pop("ms_p50") > 0
    assert found == {"point_accuracy": 0.5, "interval_accuracy": 1.0, "n_point": 2, "n_interval": 1}


def test_a_file_without_intervals_has_no_accuracy_of_them(tmp_path: Path) -> None:
    found = json.loads(asked(tmp_path, "--json", lines=LINES[:1]).stdout)
    assert (found["interval_accuracy"], found["n_interval"]) == (None, 0)


def test_a_person_reads_a_table_and_the_misses_that_are_asked_for(tmp_path: Path) -> None:
    plain, missed = asked(tmp_path).stdout.splitlines(), asked(tmp_path, "--misses", "5").stdout.splitlines()
    assert plain[0].split() == ["datetime", "0.500", "of", "2"]
    assert [row.split()[0] for row in plain] == [
        "datetime", "datetimeHoliday", "datetimeInterval", "datetimeOpenInterval",
    ]  # fmt: skip
    assert missed[: len(plain)] == plain
    [miss] = missed[len(plain) :]
    assert miss.startswith("'yesterday' (datetime, Day): expected 2013-02-13 00:00:00, got point 2013-02-11")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{", ":2: "),
        ("[1]", "expected an object"),
        ('{"kind": "datetime"}', "missing values, grain, phrases"),
        (line("date", "Day", "x", values=[[2013, 1, 1, 0, 0, 0]]), "kind 'date'"),
        (line("datetime", "Moon", "x", values=[[2013, 1, 1, 0, 0, 0]]), "grain 'Moon'"),
        (line("datetime", "Day", "x", values=[[2013, 1]]), "values: expected 1"),
        (line("datetime", "Day", "x", values=[[2013, 13, 1, 0, 0, 0]]), "month"),
        (line("datetimeInterval", "Day", "x", values=[[2013, 1, 1, 0, 0, 0]]), "values: expected 2"),
        ('{"kind": "datetime", "grain": "Day", "values": [[2013, 1, 1, 0, 0, 0]], "phrases": "x"}', "phrases"),
    ],
)
def test_a_wrong_line_is_named_with_its_file_and_number(tmp_path: Path, wrong: str, said: str) -> None:
    refused = asked(tmp_path, "--json", lines=[LINES[0], wrong]).exception
    assert isinstance(refused, InvalidInputError)
    assert "said.jsonl:2: " in refused.detail
    assert said in refused.detail


@pytest.mark.parametrize("now", ["soon", "2013-02-12T04:30:00", "2013-02-12"])
def test_a_moment_without_its_offset_is_refused(tmp_path: Path, now: str) -> None:
    refused = asked(tmp_path, "--json", now=now).exception
    assert isinstance(refused, InvalidInputError)
    assert "--now" in refused.detail


def test_a_file_that_is_missing_empty_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    for name, said in (("nothing", "No such file"), ("empty", "no rows"), ("bytes", "not UTF-8"), (".", "directory")):
        done = CliRunner().invoke(
            app, ["times", "--file", str(tmp_path / name), "--language", "es", "--now", NOW, "--json"]
        )
        assert isinstance(done.exception, InvalidInputError)
        assert said in done.exception.detail


def value(start: str | None, end: str | None = None, grain: str = "day") -> TimeValue:
    kind: Any = "interval" if end or not start else "point"
    return {"type": kind, "start": start, "end": end, "grain": grain, "part": None}


def row(kind: str, grain: str, *values: datetime) -> Row:
    return Row(kind, grain, values, ("x",))


def test_a_point_counts_when_it_lies_in_the_grain_that_was_meant() -> None:
    meant = row("datetime", "Week", datetime(2013, 2, 18))
    assert is_right(meant, value("2013-02-20T10:00:00-02:00"))
    assert not is_right(meant, value("2013-02-25T00:00:00-02:00"))
    assert not is_right(meant, value("2013-02-18T00:00:00-02:00", "2013-02-25T00:00:00-02:00"))


def test_an_interval_counts_only_with_both_its_ends() -> None:
    meant = row("datetimeInterval", "Hour", datetime(2013, 2, 12, 15), datetime(2013, 2, 12, 17))
    assert is_right(meant, value("2013-02-12T15:00:00-02:00", "2013-02-12T17:00:00-02:00"))
    assert not is_right(meant, value("2013-02-12T15:00:00-02:00", "2013-02-12T16:00:00-02:00"))
    assert not is_right(meant, value("2013-02-12T15:00:00-02:00"))


def test_a_value_finer_than_its_grain_is_compared_as_it_is_written() -> None:
    meant = row("datetimeHoliday", "Year", datetime(2013, 12, 31))
    assert is_right(meant, value("2013-12-31T00:00:00-02:00"))
    assert not is_right(meant, value("2013-01-01T00:00:00-02:00"))


@pytest.mark.parametrize(
    ("grain", "start"),
    [
        ("Second", (2013, 5, 16, 10, 20, 30)), ("Minute", (2013, 5, 16, 10, 20)), ("Hour", (2013, 5, 16, 10)),
        ("Day", (2013, 5, 16)), ("Week", (2013, 5, 13)), ("Month", (2013, 5, 1)), ("Quarter", (2013, 4, 1)),
        ("Year", (2013, 1, 1)),
    ],
)  # fmt: skip
def test_an_instant_is_cut_to_the_start_of_its_unit(grain: str, start: tuple[int, ...]) -> None:
    assert cut(datetime.fromisoformat("2013-05-16T10:20:30.5-02:00"), grain) == datetime(*start)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "points", "intervals"), [("en", 0.90, 0.75), ("es", 0.90, 0.90)])
def test_the_public_phrases_are_read_as_well_as_promised(language: str, points: float, intervals: float) -> None:
    file = SHARED / "data" / "times" / f"{language}.jsonl"
    done = CliRunner().invoke(app, ["times", "--file", str(file), "--language", language, "--now", NOW, "--json"])
    found = json.loads(done.stdout)
    assert found["point_accuracy"] >= points
    assert found["interval_accuracy"] >= intervals
