"""``parley eval intents``: what it counts, what it shows, and what it says of files that cannot be learnt from."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.command import app
from evals.intents import run as intents_run
from evals.intents.grade import Read, bins, calibration_error, figures
from evals.intents.report import page
from evals.intents.rows import learnable, read_rows
from evals.intents.run import Ran
from kit.errors import InvalidInputError
from language.embedded.encoder.hashing import HashingEncoder

KEYS = {
    "accuracy", "in_scope_accuracy", "oos_recall", "macro_f1", "ece", "threshold", "ms_p50", "ms_p95", "train_s", "n",
}  # fmt: skip
READS = [
    Read("how much", "price", "price", 0.9, 1.0),
    Read("cost?", "price", "book", 0.4, 2.0),
    Read("tomorrow", "book", "book", 0.6, 3.0),
    Read("<b>pizza</b>", "none", "price", 0.3, 4.0),
    Read("weather", "none", "book", 0.8, 5.0),
]


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intents_run, "encoder_here", HashingEncoder)


def written(path: Path, rows: list[tuple[str, str]]) -> Path:
    path.write_text("\n".join(json.dumps({"text": text, "label": label}) for text, label in rows), encoding="utf-8")
    return path


def test_a_rejected_row_counts_as_out_of_scope() -> None:
    found = figures(READS, "none", 0.5)
    assert found["accuracy"] == 0.6
    assert found["in_scope_accuracy"] == round(2 / 3, 4)
    assert found["oos_recall"] == 0.5
    assert (found["ms_p50"], found["n"], found["threshold"]) == (3.0, 5, 0.5)


def test_where_nothing_is_out_of_scope_there_is_no_recall_of_it() -> None:
    assert figures(READS[:3], None, 0.0)["oos_recall"] is None


def test_confidence_that_is_as_often_right_as_it_says_has_no_error() -> None:
    reads = [Read("", "a", "a" if place < 8 else "b", 0.8, 1.0) for place in range(10)]
    assert calibration_error(reads) == 0
    assert calibration_error([Read("", "a", "b", 0.95, 1.0)]) == 0.95
    assert [round(start, 1) for start, *_ in bins(READS)] == [0.3, 0.4, 0.6, 0.8, 0.9]


def test_the_command_prints_one_object_with_every_figure(tmp_path: Path) -> None:
    wants = [(f"{verb} {what}", label) for label, verb in (("price", "precio de"), ("book", "agendar"), ("hi", "hola"))
             for what in ("casa", "techo", "piso", "muro", "baño", "patio", "sala", "puerta")]  # fmt: skip
    train, test = written(tmp_path / "train.jsonl", wants), written(tmp_path / "test.jsonl", wants[::3])
    report = tmp_path / "out.html"
    ran = CliRunner().invoke(
        app, ["intents", "--train", str(train), "--test", str(test), "--report", str(report), "--json"]
    )
    found = json.loads(ran.stdout)
    assert set(found) >= KEYS
    assert (found["accuracy"], found["n"], found["threshold"]) == (1.0, 8, 0.0)
    assert "Confusion matrix" in report.read_text(encoding="utf-8")


def test_the_report_shows_the_mistakes_and_escapes_what_customers_wrote() -> None:
    shown = page(Ran("set", READS, "none", figures(READS, "none", 0.2), []))
    assert "price read as book: 1" in shown
    assert "(nothing) read as price: 1" in shown
    assert "&lt;b&gt;pizza" in shown
    assert "<b>pizza" not in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"text": "a", "label": "b"}\n{"text": "ma\xf1ana", "label": "c"}', r"line 2: byte 13 is not UTF-8"),
        (b'{"text": "a", "label": "b"}\n\n{oops}', r"line 3 is not JSON"),
        (b'{"text": "a"}', r"line 1: expected"),
        ('{"text": "ma\u00f1ana", "label": "c"}'.encode("utf-16"), r"line 1: byte \d+ is not UTF-8|line 1 is not JSON"),
        (b'{"text": 5, "label": "b"}', r"line 1: expected"),
        (b"[1]", r"line 1: expected"),
        (b"", r"has no rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError, match=said):
        read_rows(path)


def test_one_label_is_nothing_to_learn(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", [("hola", "greeting"), ("buenas", "greeting")])
    with pytest.raises(InvalidInputError, match="line 1: every row is 'greeting'"):
        learnable(path, read_rows(path))


def test_rows_without_words_are_left_out_and_clashes_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", [("¿Cuánto?", "price"), (" ... ", "price"), ("cuanto", "quote")])
    kept, notes = learnable(path, read_rows(path))
    assert [row.line for row in kept] == [1, 3]
    assert [note.split("rows.jsonl, ")[1] for note in notes] == [
        "line 2: no word in the text; left out.",
        "line 3: 'quote', but line 1 says 'price'.",
    ]


@pytest.mark.parametrize("given", [[], ["--train", "a"], ["--tenant", "t", "--train", "a"]])
def test_files_or_a_tenant_but_not_half_of_either(given: list[str]) -> None:
    ran = CliRunner().invoke(app, ["intents", *given])
    assert isinstance(ran.exception, InvalidInputError)


def test_a_file_from_windows_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes('\ufeff{"text": "a", "label": "b"}\r\n{"text": "\u202eprecio", "label": "c"}\r\n'.encode())
    assert [(row.line, row.label) for row in read_rows(path)] == [(1, "b"), (2, "c")]


def test_an_unknown_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"gone\.jsonl cannot be read"):
        read_rows(tmp_path / "gone.jsonl")
