"""Tables as rows of equal length: merged cells are filled in, tables that only place things are told apart."""

from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

WIDEST = 60
"""Columns; and rows that one cell may reach over."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``heads`` is true in a row or column of names."""

    words: str
    heads: bool


def is_layout(table: LexborNode) -> bool:
    """One that holds tables or headings, or has a single column."""
    if table.css_first("table table, td h1, td h2, td h3, td h4") or table.attributes.get("role") == "presentation":
        return True
    return all(sum(1 for _ in row.iter()) < 2 for row in table.css("tr"))


def grid_of(table: LexborNode, words_of: Callable[[LexborNode], str]) -> list[list[Cell]]:
    """A cell over several rows stands in each of them; one over several columns is followed by empty ones."""
    rows: list[list[Cell]] = []
    hanging: dict[int, tuple[int, Cell]] = {}
    for row in table.css("tr"):
        cells, hanging = _row(row, hanging, words_of)
        if any(cell.words for cell in cells):
            rows.append(cells)
    width = max(map(len, rows), default=0)
    return [[*row, *[Cell("", False)] * (width - len(row))] for row in rows]


def _row(
    row: LexborNode, hanging: dict[int, tuple[int, Cell]], words_of: Callable[[LexborNode], str]
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    cells: list[Cell] = []
    still: dict[int, tuple[int, Cell]] = {}
    for node in (each for each in row.iter() if each.tag in {"td", "th"}):
        _hang(cells, hanging, still)
        cell = Cell(words_of(node), _is_head(node))
        if (more := _span(node, "rowspan") - 1) > 0:
            still[len(cells)] = (more, cell)
        cells += [cell, *[Cell("", cell.heads)] * (_span(node, "colspan") - 1)]
        if len(cells) >= WIDEST:
            break
    _hang(cells, hanging, still)
    return cells[:WIDEST], still


def _hang(cells: list[Cell], hanging: dict[int, tuple[int, Cell]], still: dict[int, tuple[int, Cell]]) -> None:
    """Puts in what reaches down from the rows above."""
    while (found := hanging.pop(len(cells), None)) is not None:
        more, cell = found
        if more > 1:
            still[len(cells)] = (more - 1, cell)
        cells.append(cell)


def _is_head(node: LexborNode) -> bool:
    """A cell of names: marked so, in the table's head, or with nothing but bold words."""
    if node.tag == "th" or (node.parent is not None and _in_head(node.parent)):
        return True
    bold = node.css_first("strong, b")
    return bold is not None and bold.text(strip=True) == node.text(strip=True)


def _in_head(row: LexborNode) -> bool:
    return row.parent is not None and row.parent.tag == "thead"


def _span(node: LexborNode, name: str) -> int:
    told = node.attributes.get(name) or "1"
    return min(int(told), WIDEST) if told.isdecimal() and int(told[:4]) > 0 else 1
