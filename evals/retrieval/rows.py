"""A retrieval set in the BEIR layout: documents, questions, and which documents answer which question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from kit.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """``relevant`` holds the gain of each document that answers, above 0."""

    id: str
    text: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    documents: Sequence[Document]
    questions: Sequence[Question]


def read_set(corpus: Path, queries: Path, qrels: Path) -> RetrievalSet:
    """Questions without a judged document are left out, as is usual.

    Raises InvalidInputError with the file and the line of the first mistake.
    """
    documents = [Document(row["_id"], row.get("title") or "", row["text"]) for row in _objects(corpus)]
    judged = _judged(qrels)
    asked = [(row["_id"], row["text"]) for row in _objects(queries)]
    questions = [Question(id, text, judged[id]) for id, text in asked if id in judged]
    if not questions:
        raise InvalidInputError(f"{qrels}: none of its questions is in {queries}: expected the same ids in both.")
    _check_known(documents, questions, corpus, qrels)
    return RetrievalSet(documents, questions)


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in _lines(path):
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise InvalidInputError(f"{path}:{number}: no JSON: {error}") from error
        wrong = not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in ("_id", "text"))
        if wrong or not isinstance(row.get("title") or "", str):
            raise InvalidInputError(f"{path}:{number}: expected an object with _id and text (and title), all texts.")
        yield row


def _judged(path: Path) -> dict[str, dict[str, int]]:
    """By question; the first line may name the columns."""
    judged: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        question, document, gain = _fields(path, number, line)
        if gain.lstrip("-").isdigit():
            if int(gain) > 0:
                judged.setdefault(question, {})[document] = int(gain)
        elif number > 1:
            raise InvalidInputError(f"{path}:{number}: score {gain!r}: expected a whole number.")
    return judged


def _fields(path: Path, number: int, line: str) -> tuple[str, str, str]:
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) != 3:
        raise InvalidInputError(f"{path}:{number}: {len(fields)} columns: expected query-id, corpus-id, score by tabs.")
    return fields[0], fields[1], fields[2].strip()


def _check_known(documents: Sequence[Document], questions: Sequence[Question], corpus: Path, qrels: Path) -> None:
    known = {document.id for document in documents}
    if len(known) < len(documents):
        raise InvalidInputError(f"{corpus}: two documents have the same _id: expected each once.")
    missing = sorted({id for question in questions for id in question.relevant} - known)
    if missing:
        raise InvalidInputError(f"{qrels}: document {missing[0]!r} is not in {corpus}.")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered from 1, blank ones left out. Only a line feed ends a line: JSON may hold other separators."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}: not UTF-8 text: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise InvalidInputError(f"{path}: {error.strerror}: expected a file in the BEIR layout.") from error
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
