"""What is wrong with a row, told so that whoever keeps the file can mend it."""

from dataclasses import dataclass

from kit.errors import InvalidInputError


@dataclass(frozen=True, slots=True, order=True)
class RowProblem:
    """``str(problem)``: ``row 12, column price: found '-5', expected an amount of at least 0``.

    ``row`` counts as a spreadsheet does: the header is row 1. Of a JSON file, the first object is row 1.
    """

    row: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: found {self.found}, expected {self.expected}"


class BadCellError(Exception):
    """A cell that cannot be taken: caught where its row is known."""

    def __init__(self, column: str, found: str, expected: str) -> None:
        super().__init__(f"{column}: found {found}, expected {expected}")
        self.column = column
        self.found = found
        self.expected = expected


class UnreadableFileError(InvalidInputError):
    """The file as a whole cannot be taken; nothing of it was read into the catalogue."""

    title = "The file cannot be read"
