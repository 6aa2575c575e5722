"""Sets of questions in the BEIR layout, with the strings that an answer holds."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Document:
    """``article``: what is taken away together when a question is asked without its source."""

    id: str
    title: str
    text: str
    article: str


@dataclass(frozen=True, slots=True)
class Asked:
    """``answers``: strings of which a good answer holds one; ``relevant``: ids of documents that answer.

    Both are empty for a question that the documents do not answer.
    """

    id: str
    text: str
    answers: tuple[str, ...]
    relevant: frozenset[str]


def read_corpus(path: Path, article_size: int = 0) -> list[Document]:
    """``article_size``: that many documents in a row are one article; 0: those of one title, or each its own."""
    rows = enumerate(_rows(path))
    return [
        Document(row["_id"], row.get("title", ""), row["text"], _article(row, place, article_size))
        for place, row in rows
    ]


def _article(row: Mapping[str, Any], place: int, size: int) -> str:
    return str(place // size) if size else str(row.get("title") or row["_id"])


def read_questions(queries: Path, qrels: Path, answers: Path | None = None) -> list[Asked]:
    """``answers``: rows ``{"_id", "answers"}`` where the queries carry none themselves."""
    relevant = _relevant(qrels)
    told = {row["_id"]: row["answers"] for row in _rows(answers)} if answers else {}
    return [
        Asked(row["_id"], row["text"], tuple(told.get(row["_id"], row.get("answers", ()))), relevant[row["_id"]])
        for row in _rows(queries)
    ]


def _relevant(path: Path) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        cells = line.split("\t")
        if number == 0 and not cells[-1].lstrip("-").isdigit():
            continue
        if len(cells) != 3 or not cells[2].lstrip("-").isdigit():
            raise InvalidInputError(f"{path}:{number + 1}: expected a query's id, a document's id and a score.")
        if int(cells[2]) > 0:
            found[cells[0]].add(cells[1])
    return defaultdict(frozenset, {query: frozenset(documents) for query, documents in found.items()})


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            row = None
        if not isinstance(row, dict) or "_id" not in row or not {"text", "answers"} & row.keys():
            raise InvalidInputError(f"{path}:{number}: expected a JSON object with _id and text.")
        yield row


def articles_of(asked: Asked, documents: Sequence[Document]) -> frozenset[str]:
    """The articles that hold the question's relevant documents."""
    return frozenset(document.article for document in documents if document.id in asked.relevant)


def chosen(questions: Sequence[Asked], documents: Sequence[Document], half: str) -> list[Asked]:
    """The questions on every second article (``even`` or ``odd``, in the order of the documents), or ``all``."""
    places = {article: place for place, article in enumerate(dict.fromkeys(each.article for each in documents))}
    if half == "all":
        return list(questions)
    rest = int(half == "odd")
    return [each for each in questions if any(places[article] % 2 == rest for article in articles_of(each, documents))]
