"""The first sheet of an Excel workbook, as the text that its reader sees."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commerce.catalogue.files.problem import UnreadableFileError

MOST_UNPACKED = 512 * 2**20
MOST_TIMES = 100
"""How many times its size a workbook unpacks to at most; those that people save come to ten or twenty."""
MOST_LINES = 110_000
"""Rows of one sheet, empty ones that are formatted included: counting them takes a second, reading them minutes."""
_PIECE = 2**20
_LINE = re.compile(rb"<(?:\w+:)?row[\s>]")
_TAG = 64
"""Bytes that a tag may have before the name of its element is told."""
DIGITS = 15
"""What Excel shows of a number: a sheet that says 19.99 stores 19.989999999999998, and 19.99 is what was meant."""


def sheet_rows(path: Path) -> Iterator[list[str]]:
    """The rows from the first one on; formulas as their text, so that they are refused and never computed.

    Raises UnreadableFileError.
    """
    from openpyxl import load_workbook  # type: ignore[import-untyped]
    from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

    try:
        _refuse_beyond_reason(path)
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UnreadableFileError(f"{path.name} is no workbook that can be read: save it as .xlsx again") from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _refuse_beyond_reason(path: Path) -> None:
    """What would take minutes, or all memory, to read; nothing is read as XML here."""
    with zipfile.ZipFile(path) as packed:
        size = sum(part.file_size for part in packed.infolist())
        if size > MOST_UNPACKED or size > MOST_TIMES * path.stat().st_size:
            limits = f"at most {MOST_UNPACKED >> 20}, and {MOST_TIMES} times its size"
            raise UnreadableFileError(f"{path.name} unpacks to {size >> 20} MB: expected {limits}")
        sheets = [part for part in packed.infolist() if part.filename.startswith("xl/worksheets/")]
        if any(_lines(packed, sheet) > MOST_LINES for sheet in sheets):
            found = f"a sheet of more than {MOST_LINES:,} rows, empty ones included"
            raise UnreadableFileError(f"{path.name} has {found}: expected the catalogue in parts")


def _lines(packed: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> int:
    """How many rows a sheet begins, as far as one more than is taken."""
    count, rest = 0, b""
    with packed.open(sheet) as unpacked:
        while count <= MOST_LINES and (piece := unpacked.read(_PIECE)):
            whole = rest + piece
            ends = [found.end() for found in _LINE.finditer(whole)]
            count += len(ends)
            rest = whole[max([len(whole) - _TAG, *ends[-1:]]) :]
    return count


def _text(value: Any) -> str:
    """A number that the sheet stores in binary becomes decimal text here, once, and is never counted with before."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{DIGITS}g}"
    return str(value)
