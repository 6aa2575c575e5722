"""A CSV of questions and answers: each row is a page, its question the heading."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from knowledge.load.encoding import text_of
from knowledge.load.limits import check_size
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, RefusedError, Skipped, identity
from knowledge.load.plain import literal

_NAMES = {
    "question": {"question", "questions", "q", "pregunta", "preguntas", "consulta"},
    "answer": {"answer", "answers", "a", "respuesta", "respuestas", "r"},
    "url": {"url", "link", "address", "enlace", "direccion", "pagina"},
    "language": {"language", "lang", "locale", "idioma", "lengua"},
}
_LONGEST_FIELD = 200_000


def pages_in(path: Path, source: str, options: Options) -> Iterator[Found]:
    """Raises RefusedError for a file without a column of questions and one of answers."""
    check_size(path)
    rows = _rows(text_of(path.read_bytes(), path.name))
    columns = _columns(next(rows, (0, []))[1], path.name)
    title = path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    seen: set[str] = set()
    for line, row in rows:
        told = {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}
        found = _page(told, f"{path.name}:{line}", title, source, options)
        if isinstance(found, Page) and found.id in seen:
            found = Skipped(f"{path.name}:{line}", "asks what an earlier row asks")
        if isinstance(found, Page):
            seen.add(found.id)
        if any(told.values()):
            yield found


def _page(told: dict[str, str], where: str, title: str, source: str, options: Options) -> Found:
    question, answer = " ".join(told["question"].split()), told["answer"]
    if not question or not answer:
        return Skipped(where, "has no question" if not question else "has no answer")
    language = options.language_of(f"{question} {answer}", told.get("language"))
    key = f"{language} {question.casefold()}"
    body = f"## {literal(question)}\n\n" + "\n\n".join(map(literal, filter(None, answer.splitlines())))
    return Page(identity(source, key, question), title, told.get("url") or options.site or "", language, body,
                options.namespace, source, "questions")  # fmt: skip


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """With the line that each row ends on. Separated by what the first line has most of."""
    first = text.partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise RefusedError(f"line {reader.line_num + 1} of the CSV cannot be read: {error}") from error


def _columns(head: list[str], where: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        for name, known in _NAMES.items():
            if _bare(cell) in known:
                found.setdefault(name, place)
    if not {"question", "answer"} <= found.keys():
        raise RefusedError(f"{where}:1: expected a column question (pregunta) and a column answer (respuesta)")
    return found


def _bare(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(char for char in split if not unicodedata.combining(char))
