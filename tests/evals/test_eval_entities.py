"""``parley eval entities`` and ``parley eval tone``: what counts as read, and what a bad file is told."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from evals.command import app
from evals.entities.grade import fits, grade, kinds_in, scores, summary
from evals.entities.reader import Read, currency_of
from evals.entities.rows import EntityRow, ToneRow, read_rows
from evals.entities.tone import mood_of
from kit.errors import InvalidInputError
from language.embedded.moods.examples import examples
from language.port import Entity
from tests.language.reading import read

DATA = Path(__file__).parents[2] / "evals" / "entities" / "data"
TONES = ("dev", "held_out", "fresh", "blind")


def row(text: str, *labels: tuple[str, str, Any]) -> EntityRow:
    named = [{"kind": kind, "text": said, "value": value} for kind, said, value in labels]
    return EntityRow.model_validate({"text": text, "language": "es", "entities": named})


def told(*entities: tuple[str, str, Any]) -> Read:
    reading = read("")
    reading["entities"] = [
        Entity(kind=kind, text=said, start=0, end=len(said), value=value, confidence=0.9)
        for kind, said, value in entities
    ]
    return Read(reading, 1.0)


def test_an_entity_counts_when_kind_words_and_value_are_right() -> None:
    said = row("soy ana, quiero 2", ("customer_name", "ana", "Ana"), ("quantity", "2", 2))
    graded = grade(said, told(("customer_name", "ana", "Ana"), ("quantity", "2", 3)), {"customer_name", "quantity"})
    assert [label.kind for label in graded.found] == ["customer_name"]
    assert [label.kind for label in graded.missed] == ["quantity"]
    assert [entity["value"] for entity in graded.wrong] == [3]


def test_the_same_entity_read_twice_is_right_once() -> None:
    graded = grade(row("2 o 2", ("quantity", "2", 2)), told(("quantity", "2", 2), ("quantity", "2", 2)), {"quantity"})
    assert (len(graded.found), len(graded.wrong)) == (1, 1)


def test_what_is_read_of_a_kind_that_the_file_does_not_label_is_not_counted() -> None:
    rows = [row("mañana a las 3", ("city", "cali", "Cali"))]
    graded = grade(rows[0], told(("time", "mañana a las 3", {})), kinds_in(rows))
    assert graded.wrong == []


def test_of_an_object_the_fields_that_the_label_gives_are_compared() -> None:
    assert fits({"start": "2026"}, {"start": "2026", "grain": "year"})
    assert not fits({"start": "2026", "end": None}, {"start": "2026"})
    assert not fits({"minor": 1}, 1)


def test_the_scores_are_those_of_precision_and_recall() -> None:
    assert scores(3, 1, 2) == {"precision": 0.75, "recall": 0.6, "f1": 0.6667, "n": 5}
    assert scores(0, 0, 0) == {"precision": None, "recall": None, "f1": None, "n": 0}


def test_messages_that_name_nothing_count_where_nothing_is_read() -> None:
    graded = [grade(row("hola"), told(), {"quantity"}), grade(row("hola 2"), told(("quantity", "2", 2)), {"quantity"})]
    found = summary(graded)
    assert (found["n"], found["negatives"], found["exact"], found["micro"]["precision"]) == (2, 2, 0.5, 0.0)


def test_the_mood_is_neutral_around_zero() -> None:
    assert [mood_of(value) for value in (-0.5, -0.1, 0.1, 0.5)] == ["negative", "neutral", "neutral", "positive"]


def test_a_region_without_a_currency_of_its_own_in_packs_counts_in_dollars() -> None:
    assert [currency_of(region) for region in ("CO", "MX", "ES", "AR")] == ["COP", "MXN", "EUR", "USD"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "rows.jsonl:2: "),
        ("[]", "rows.jsonl:2: the row"),
        ('{"text": "a", "language": "es"}', "entities"),
        ('{"text": "a", "language": "es", "entities": [{"kind": "city"}]}', "entities.0.text"),
        ('{"text": "a", "language": "es", "entities": [], "lang": 1}', "lang"),
    ],
)
def test_a_bad_row_is_told_by_file_line_and_field(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"text": "", "language": "es", "entities": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"rows\.jsonl:2") as error:
        read_rows(path, EntityRow)
    assert told in str(error.value)


def test_a_file_that_is_missing_empty_or_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    (tmp_path / "latin.jsonl").write_bytes("año".encode("latin-1"))
    for name, told in (("none", "No such file"), ("empty", "no rows"), ("latin", "not UTF-8")):
        with pytest.raises(InvalidInputError, match=told):
            read_rows(tmp_path / f"{name}.jsonl", EntityRow)


def test_the_commands_print_one_object(tmp_path: Path) -> None:
    rows = [
        {"text": "soy Ana Ruiz, 300 123 4567", "language": "es", "region": "CO", "entities": [
            {"kind": "customer_name", "text": "Ana Ruiz", "value": "Ana Ruiz"},
            {"kind": "phone", "text": "300 123 4567", "value": "+573001234567"}]},
        {"text": "hola", "language": "es", "entities": []},
    ]  # fmt: skip
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join(orjson.dumps(each) for each in rows))
    found = orjson.loads(CliRunner().invoke(app, ["entities", "--file", str(path), "--json"]).stdout)
    assert (found["micro"]["f1"], found["n"], found["exact"]) == (1.0, 2, 1.0)
    path.write_bytes(orjson.dumps({"text": "es una estafa", "language": "es", "mood": "negative", "angry": True}))
    found = orjson.loads(CliRunner().invoke(app, ["tone", "--file", str(path), "--json"]).stdout)
    assert (found["mood"]["accuracy"], found["angry"]["recall"], found["urgent"]["n"]) == (1.0, 1.0, 0)


@pytest.mark.parametrize(
    ("name", "parts"), [("entities", ("dev", "held_out", "fresh")), ("catalogue", ("dev", "held_out"))]
)
def test_the_shipped_files_name_what_stands_in_their_messages(name: str, parts: tuple[str, ...]) -> None:
    rows = [each for part in parts for each in read_rows(DATA / f"{name}_{part}.jsonl", EntityRow)]
    assert all(label.text in each.text for each in rows for label in each.entities)
    assert len({(each.text, each.region, each.question and each.question.slot) for each in rows}) == len(rows)
    assert sum(not each.entities for each in rows) >= len(rows) / 4


def test_what_mood_is_measured_with_was_not_learnt_from() -> None:
    learnt = {each.text.lower() for each in examples()}
    asked = {each.text.lower() for part in TONES for each in read_rows(DATA / f"tone_{part}.jsonl", ToneRow)}
    assert not learnt & asked


def test_the_shipped_tone_files_share_no_message() -> None:
    rows = [each for part in TONES for each in read_rows(DATA / f"tone_{part}.jsonl", ToneRow)]
    asked = [(each.text, each.language, frozenset(each.model_fields_set)) for each in rows]
    assert len(set(asked)) == len(asked)
