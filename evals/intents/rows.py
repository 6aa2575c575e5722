"""Labelled messages from a file, a JSON object a line; what cannot be learnt from is named with its line."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.errors import InvalidInputError
from language.embedded.text import text_of

_EXPECTED = 'expected {"text": "…", "label": "…"}'


@dataclass(frozen=True, slots=True)
class Row:
    """``line`` is counted from 1."""

    line: int
    text: str
    label: str


def read_rows(path: Path) -> list[Row]:
    """Raises InvalidInputError, with the line, for what is not a labelled message in UTF-8; blank lines are none."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InvalidInputError(f"{path} cannot be read: {error.strerror}.") from error
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise InvalidInputError(f"{path} has no rows: {_EXPECTED} a line.")
    return rows


def _row(path: Path, number: int, line: bytes) -> Row:
    try:
        found: Any = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}, line {number}: byte {error.start + 1} is not UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"{path}, line {number} is not JSON: {_EXPECTED}.") from error
    text, label = (found.get("text"), found.get("label")) if isinstance(found, dict) else (None, None)
    if not isinstance(text, str) or not isinstance(label, str) or not label.strip() or "\n" in label:
        raise InvalidInputError(f"{path}, line {number}: {_EXPECTED}, both of them texts and the label not empty.")
    return Row(number, text, label)


def learnable(path: Path, rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows with words in them, and what a reader should know of the others and of those that clash.

    Raises InvalidInputError where fewer than two labels are left.
    """
    kept = [row for row in rows if text_of(row.text).tokens]
    empty = [row for row in rows if not text_of(row.text).tokens]
    notes = [f"{path}, line {row.line}: no word in the text; left out." for row in empty]
    if len({row.label for row in kept}) < 2:
        raise InvalidInputError(f"{path}, line {rows[0].line}: every row is {rows[0].label!r}: expected two labels.")
    return kept, [*notes, *_clashes(path, kept)]


def _clashes(path: Path, rows: Sequence[Row]) -> list[str]:
    """The same words under two labels: both are kept, and neither can be read surely."""
    first: dict[str, Row] = {}
    notes = []
    for row in rows:
        before = first.setdefault(" ".join(text_of(row.text).words()), row)
        if before.label != row.label:
            notes.append(f"{path}, line {row.line}: {row.label!r}, but line {before.line} says {before.label!r}.")
    return notes
