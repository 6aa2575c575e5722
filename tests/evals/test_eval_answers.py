"""``parley eval answers``: what is counted, and that a set is asked as conversations ask."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.answers.ask import Told
from evals.answers.grade import grade, says
from evals.answers.learn import Choice, learn_order, learn_trust
from evals.answers.sets import Asked, articles_of, chosen, read_corpus, read_questions
from evals.answers.suite import DATA, read_suite
from evals.command import app
from kit.errors import InvalidInputError, NotFoundError
from language.port import Extract, Passage

CORPUS: list[dict[str, Any]] = [
    {"_id": "a", "title": "Tower", "text": "The tower was finished in 1889. It is 330 metres tall."},
    {"_id": "b", "title": "Bridge", "text": "The bridge crosses the Danube. Anna Kovacs designed the bridge."},
    {"_id": "c", "title": "Museum", "text": "The museum opens at nine. Its roof was made of copper."},
]
QUERIES: list[dict[str, Any]] = [
    {"_id": "1", "text": "When was the tower finished?", "answers": ["1889"]},
    {"_id": "2", "text": "Who designed the bridge?", "answers": ["Anna Kovacs"]},
    {"_id": "3", "text": "How many whales swim in the harbour?", "answers": []},
]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    rows: dict[str, list[dict[str, Any]]] = {"corpus.jsonl": CORPUS, "queries.jsonl": QUERIES}
    for name, content in rows.items():
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in content), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n", encoding="utf-8")
    named = {"--corpus": "corpus.jsonl", "--queries": "queries.jsonl", "--qrels": "qrels.tsv"}
    return [part for option, name in named.items() for part in (option, str(tmp_path / name))]


def told(answers: list[str], text: str | None, source: str = "a", relevant: str = "a") -> Told:
    passage: Passage = {
        "id": f"{source}#start", "title": "", "heading": "", "url": "", "text": "", "language": "en", "score": 1.0
    }  # fmt: skip
    found: Extract | None = {"text": text, "passages": [passage], "confidence": 1.0} if text else None
    return Told(Asked("q", "?", tuple(answers), frozenset({relevant})), (source,), found, 1.0)


def test_the_command_tells_the_figures_of_a_set_as_one_object(files: list[str]) -> None:
    result = CliRunner().invoke(app, ["answers", *files, "--words", "--without-article", "--json"])
    found = json.loads(result.stdout)
    assert (found["n"], found["n_unanswerable"]) == (2, 3)
    assert (found["containment"], found["exact_source"], found["hit@1"]) == (1.0, 1.0, 1.0)
    assert (found["unanswerable_refused"], found["answerable_refused"]) == (1.0, 0.0)
    assert (found["refusal_precision"], found["refusal_recall"]) == (1.0, 1.0)


def test_a_refused_question_counts_as_not_answered_and_not_as_wrongly_answered() -> None:
    found = grade([told(["x"], "an x"), told(["x"], None), told(["x"], "a y", "b")], [told([], "z"), told([], None)])
    assert (found["containment"], found["containment_given"]) == (0.3333, 0.5)
    assert found["exact_source"] == 0.5
    assert (found["answerable_refused"], found["unanswerable_refused"]) == (0.3333, 0.5)
    assert (found["refusal_precision"], found["refusal_recall"]) == (0.5, 0.5)


def test_an_answer_is_recognised_whatever_its_case_accents_and_punctuation() -> None:
    assert says("Los diseñó José Martí, en 1.889.", ["jose marti"])
    assert not says("Los diseñó otro.", ["jose marti"])


def test_an_article_is_a_title_or_a_number_of_documents_in_a_row(files: list[str]) -> None:
    corpus, queries, qrels = (Path(name) for name in files[1::2])
    questions = read_questions(queries, qrels)
    by_title, in_pairs = read_corpus(corpus), read_corpus(corpus, 2)
    assert [articles_of(each, by_title) for each in questions] == [{"Tower"}, {"Bridge"}, frozenset()]
    assert [articles_of(each, in_pairs) for each in questions] == [{"0"}, {"0"}, frozenset()]
    assert [each.id for each in chosen(questions, by_title, "odd")] == ["2"]


def test_a_broken_line_is_told_with_its_file_and_number(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"_id": "a", "text": "x"}\n{"text": "y"}\n', encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"corpus\.jsonl:2"):
        read_corpus(path)


def test_the_order_learns_what_sets_the_right_run_apart() -> None:
    choices = [Choice([{"good": 1.0, "noise": n}, {"good": 0.0, "noise": 1 - n}], [True, False]) for n in (0.0, 1.0)]
    weights = learn_order(choices, ["good", "noise"])
    assert weights["good"] > 1
    assert abs(weights["noise"]) < 0.01


def test_the_trust_refuses_no_more_of_what_has_an_answer_than_it_was_told_to() -> None:
    good = [{"share": 0.5 + n / 200} for n in range(100)]
    bad = [{"share": n / 250} for n in range(100)]
    weights, bias = learn_trust(good, bad, ["share"], 0.05)
    assert sum(weights["share"] * row["share"] + bias < 0 for row in good) in {4, 5, 6}


@pytest.mark.parametrize("name", ["colombiatic", "roofing"])
def test_a_shipped_suite_has_twenty_questions_in_each_language_and_half_of_them_have_no_answer(name: str) -> None:
    cases = read_suite(name).cases
    for language in ("es", "en"):
        own = [case for case in cases if case.language == language]
        assert (len(own), sum(not case.answers for case in own)) == (20, 10)


def test_an_unknown_suite_is_told_with_the_known_ones() -> None:
    assert sorted(path.stem for path in DATA.glob("*.yaml")) == ["colombiatic", "roofing"]
    with pytest.raises(NotFoundError, match="colombiatic, roofing"):
        read_suite("nobody")
