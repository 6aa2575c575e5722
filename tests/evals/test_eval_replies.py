"""``parley eval replies`` as its user sees it: what is counted, what is refused, and that no yes is made up."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.command import app
from evals.replies.grade import DATA, Read, Row, figures, read_all, read_rows, read_set
from kit.errors import InvalidInputError
from tests.language.reading import NOW, engine

ROW = {"text": "sí", "pending": "appointment.book", "reply": "approve"}


def rows_in(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "said_es.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "expected text, pending and reply"),
        ('["sí"]', "expected text, pending and reply"),
        (json.dumps({"text": "sí", "reply": "approve"}), "expected text, pending and reply"),
        (json.dumps({**ROW, "reply": "perhaps"}), "reply is one of approve, "),
    ],
)
def test_a_bad_row_is_told_by_its_line(tmp_path: Path, line: str, expected: str) -> None:
    with pytest.raises(InvalidInputError, match=f"said_es.jsonl, line 2: {expected}"):
        read_rows(rows_in(tmp_path, json.dumps(ROW), line), "es")


def test_a_set_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(InvalidInputError, match="Sets: blind_a, blind_b, blind_c, blind_d, blind_e, dev, open"):
        read_set("blind_z", "es")


def read_as(reply: str, found: str | None) -> Read:
    return Read(Row("sí", "appointment.book", reply, "es"), found)


def test_a_yes_that_nobody_gave_is_counted_apart_from_one_that_was_missed() -> None:
    found = figures([read_as("approve", "approve"), read_as("approve", "unclear"), read_as("amend", "approve")])
    assert (found["n"], found["false_approvals"], found["approvals_taken"]) == (3, 1, 0.5)
    assert found["false_approvals_upper_95"] == 1.0
    assert found["by_reply"]["approve"] == {"approve": 1, "unclear": 1}


def test_a_set_without_approvals_has_no_share_of_them() -> None:
    assert figures([read_as("reject", "reject")])["approvals_taken"] is None


@pytest.mark.parametrize("name", ["blind_a", "blind_b"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_blind_set_has_enough_of_every_reply(name: str, language: str) -> None:
    rows = read_set(name, language)
    assert len(rows) >= 160
    assert 0.35 <= sum(row.reply == "approve" for row in rows) / len(rows) <= 0.4
    assert len({row.pending for row in rows}) == 5


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_blind_sets_share_no_message(language: str) -> None:
    one, other = ({row.text.lower() for row in read_set(name, language)} for name in ("blind_a", "blind_b"))
    assert not one & other


TAKEN = {
    "dev": 0.94, "blind_a": 0.95, "blind_b": 0.95, "blind_c": 0.95, "blind_d": 0.95, "blind_e": 0.74, "open": 0.58,
    "open_more": 0.48, "open_apart": 0.45,
}  # fmt: skip


@pytest.mark.parametrize(("name", "taken"), TAKEN.items())
def test_no_labelled_reply_becomes_a_yes_that_nobody_gave(name: str, taken: float) -> None:
    rows = [row for language in ("es", "en") for row in read_set(name, language)]
    found = figures(asyncio.run(read_all(engine(), rows, NOW, "America/Bogota")))
    assert found["false_approvals"] == 0
    assert found["approvals_taken"] >= taken


class Agreeing:
    """An engine that takes everything for a yes."""

    async def read(self, message: str, context: object) -> dict[str, str]:
        return {"reply": "approve"}


def test_the_command_reads_with_the_engine_of_conversations(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def build(pack: Any, settings: Any) -> Agreeing:
        asked.append(pack.file.languages)
        return Agreeing()

    monkeypatch.setattr("server.language.engine_for", build)
    done = CliRunner().invoke(app, ["replies", "--set", "dev", "--misses", "1"])
    found = json.loads(done.stdout)
    assert len(asked) == 1
    assert found["n"] == sum(len((DATA / f"dev_{each}.jsonl").read_text("utf-8").splitlines()) for each in asked[0])
    assert found["approvals_taken"] == 1.0
    assert "read as approve" in done.stderr
