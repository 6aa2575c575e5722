"""The first sheet of an Excel workbook, as the text that its reader sees."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commerce.catalogue.files.problem import UnreadableFileError

MOST_UNPACKED = 512 * 2**20
DIGITS = 15
"""What Excel shows of a number: a sheet that says 19.99 stores 19.989999999999998, and 19.99 is what was meant."""


def sheet_rows(path: Path) -> Iterator[list[str]]:
    """The rows from the first one on; formulas as their text, so that they are refused and never computed.

    Raises UnreadableFileError.
    """
    from openpyxl import load_workbook  # type: ignore[import-untyped]
    from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > MOST_UNPACKED:
            raise UnreadableFileError(f"{path.name} unpacks to more than {MOST_UNPACKED >> 20} MB")
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UnreadableFileError(f"{path.name} is no workbook that can be read: save it as .xlsx again") from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _text(value: Any) -> str:
    """A number that the sheet stores in binary becomes decimal text here, once, and is never counted with before."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{DIGITS}g}"
    return str(value)
