"""The rows of a file as text by column, one at a time: CSV, JSON or XLSX."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from commerce.catalogue.files.problem import UnreadableFileError

Cells = dict[str, Any]
"""Text by column; from JSON, lists too, and objects as ``name.es``."""
Row = tuple[int, Cells]
MOST_BYTES = 64 * 2**20
MOST_ROWS = 100_000


def rows_of(path: Path) -> Iterator[Row]:
    """Each row that is not empty, with its number; all are counted before the first is told.

    Raises UnreadableFileError, OSError.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFileError(f"{path.name} is larger than {MOST_BYTES >> 20} MB: expected a smaller file")
    kinds = {".csv": _csv_rows, ".tsv": _csv_rows, ".json": _json_rows, ".xlsx": _xlsx_rows}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise UnreadableFileError(f"{path.name} is of no kind that is read: expected one of {', '.join(sorted(kinds))}")
    rows = list(islice(kind(path), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(f"{path.name} has more than {MOST_ROWS:,} rows: expected the catalogue in parts")
    if not rows:
        raise UnreadableFileError(f"{path.name} has no rows: expected at least one thing that is sold")
    yield from rows


def _csv_rows(path: Path) -> Iterator[Row]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{path.name} is not UTF-8 (byte {error.start}): save it as CSV UTF-8") from error
    lines = io.StringIO(text, newline="")
    header = lines.readline()
    lines.seek(0)
    reader = csv.reader(lines, delimiter=max(",;\t", key=header.count))
    try:
        names = _names(path, next(reader, []))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _named(path, reader.line_num, names, cells)
    except csv.Error as error:
        raise UnreadableFileError(f"{path.name}, line {reader.line_num}: {error}") from error


def _xlsx_rows(path: Path) -> Iterator[Row]:
    from commerce.catalogue.files.xlsx import sheet_rows

    rows = sheet_rows(path)
    names = _names(path, next(rows, []))
    for number, cells in enumerate(rows, 2):
        if any(cell.strip() for cell in cells):
            yield number, _named(path, number, names, cells)


def _json_rows(path: Path) -> Iterator[Row]:
    """A list of objects, or an object with one under ``items``. Numbers stay the text that they were."""
    try:
        data = json.loads(path.read_bytes(), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"{path.name} is not JSON: {error}") from error
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise UnreadableFileError(f"{path.name}: expected a list of objects, or an object with one under 'items'")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise UnreadableFileError(f"{path.name}, item {number}: expected an object")
        yield number, dict(_flat(item, ""))


def _flat(item: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in item.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        elif value is not None:
            yield f"{prefix}{name}", value if isinstance(value, list) else str(value)


def _names(path: Path, header: list[str]) -> list[str]:
    names = [cell.strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise UnreadableFileError(f"{path.name} has no header: expected the names of the columns in its first row")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnreadableFileError(f"{path.name} has the column {twice[0]!r} twice: expected each once")
    return names


def _named(path: Path, number: int, names: list[str], cells: list[str]) -> Cells:
    if any(cell.strip() for cell in cells[len(names) :]):
        raise UnreadableFileError(f"{path.name}, row {number} has more cells than the header: is a quote missing?")
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
