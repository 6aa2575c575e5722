"""Grading the search on sets in the BEIR layout."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from evals.retrieval.grade import Ranked, percentile, summary
from evals.retrieval.play import Provider, play
from evals.retrieval.rows import Document, Question, RetrievalSet, read_set
from kit.errors import InvalidInputError
from kit.settings import Settings
from tests.knowledge.topics import TopicEncoder

CORPUS = '{"_id": "d1", "title": "", "text": "Ceramic pads last."}\n{"_id": "d2", "text": "We open at nine."}\n'
QUERIES = '{"_id": "q1", "text": "how long do pads last"}\n{"_id": "q2", "text": "when do you open"}\n'
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq2\td1\t0\n"


def _read(folder: Path, corpus: str = CORPUS, queries: str = QUERIES, qrels: str = QRELS) -> RetrievalSet:
    paths = [folder / name for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")]
    for path, text in zip(paths, (corpus, queries, qrels), strict=True):
        path.write_text(text, encoding="utf-8")
    return read_set(*paths)


def test_a_set_is_documents_and_questions_with_what_answers_them(tmp_path: Path) -> None:
    asked = _read(tmp_path)
    assert asked.documents == [Document("d1", "", "Ceramic pads last."), Document("d2", "", "We open at nine.")]
    assert asked.questions == [
        Question("q1", "how long do pads last", {"d1": 1}),
        Question("q2", "when do you open", {"d2": 1}),
    ]


def test_a_question_that_nobody_judged_is_left_out(tmp_path: Path) -> None:
    assert [question.id for question in _read(tmp_path, qrels="q2\td2\t2\n").questions] == ["q2"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"corpus": "{"}, "corpus.jsonl:1: no JSON"),
        ({"corpus": CORPUS + '{"_id": 3, "text": ""}'}, "corpus.jsonl:3: expected an object with _id and text"),
        ({"corpus": CORPUS + CORPUS}, "two documents have the same _id"),
        ({"queries": "[]"}, "queries.jsonl:1: expected an object"),
        ({"qrels": "q1 d1 1"}, "qrels.tsv:1: 1 columns"),
        ({"qrels": QRELS + "q1\td1\tyes"}, "qrels.tsv:5: score 'yes'"),
        ({"qrels": "q1\tnowhere\t1"}, "document 'nowhere' is not in"),
        ({"qrels": "other\td1\t1"}, "none of its questions"),
    ],
)
def test_a_broken_set_is_told_with_file_and_line(tmp_path: Path, wrong: dict[str, str], told: str) -> None:
    with pytest.raises(InvalidInputError, match=told):
        _read(tmp_path, **wrong)


def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="No such file"):
        read_set(*(tmp_path / "none",) * 3)


def test_the_usual_figures() -> None:
    found = summary([Ranked("a", {"x": 1}, ["x", "y"], 1.0), Ranked("b", {"y": 1}, ["x", "y"], 3.0)])
    assert found == {
        "hit@1": 0.5, "hit@5": 1.0, "mrr@10": 0.75, "ndcg@10": 0.8155, "ms_p50": 1.0, "ms_p95": 3.0, "n": 2,
    }  # fmt: skip


def test_gains_count_in_their_order() -> None:
    best = summary([Ranked("a", {"x": 1, "y": 3}, ["y", "x"], 1.0)])["ndcg@10"]
    worse = summary([Ranked("a", {"x": 1, "y": 3}, ["x", "y"], 1.0)])["ndcg@10"]
    assert best == 1 > worse > 0.5


def test_what_is_not_among_the_first_ten_is_not_found() -> None:
    found = summary([Ranked("a", {"x": 1}, [*map(str, range(10)), "x"], 1.0)])
    assert (found["hit@5"], found["mrr@10"], found["ndcg@10"]) == (0, 0, 0)


def test_a_percentile_is_a_time_that_was_measured() -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.0
    assert percentile([1.0], 0.95) == 1.0


@pytest.mark.parametrize("provider", ["pgvector", "memory"])
async def test_a_set_is_played_on_a_database_of_its_own(database_url: str, tmp_path: Path, provider: Provider) -> None:
    settings = Settings(database_url=SecretStr(database_url), data_dir=tmp_path)
    said: list[str] = []
    ranked = await play(settings, _read(tmp_path), "en", provider, TopicEncoder(), said.append)
    assert [each.documents[0] for each in ranked] == ["d1", "d2"]
    assert said[0].startswith("2 documents, 2 chunks")
