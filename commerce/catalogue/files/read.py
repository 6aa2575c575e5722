"""A whole file: the items that can be taken, and every row that cannot, with its reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from commerce.catalogue.files.item import item_of
from commerce.catalogue.files.mapping import Mapping
from commerce.catalogue.files.problem import BadCellError, RowProblem, UnreadableFileError
from commerce.catalogue.files.rows import Row, rows_of
from commerce.catalogue.words import squashed
from commerce.packs.items import Item
from commerce.packs.model import Pack


@dataclass(frozen=True, slots=True)
class Reading:
    """``rows`` that were not empty; each is among ``items`` or has a problem."""

    rows: int
    items: list[Item]
    problems: list[RowProblem]


def read(path: Path, pack: Pack, mapping: Mapping) -> Reading:
    """Raises UnreadableFileError, OSError for what is no catalogue at all, or none that the mapping is for."""
    return read_rows(rows_of(path), pack, mapping)


def read_rows(rows: Iterable[Row], pack: Pack, mapping: Mapping) -> Reading:
    taken: dict[str, list[tuple[int, Item]]] = defaultdict(list)
    problems: list[RowProblem] = []
    needed = ("code", "price", "category", f"name.{pack.file.languages[0]}")
    unseen = {mapping.columns[field] for field in needed if field in mapping.columns}
    count = 0
    for number, cells in rows:
        count += 1
        unseen.difference_update(cells)
        try:
            item = item_of(cells, pack, mapping)
        except BadCellError as error:
            column = mapping.columns.get(error.column, error.column)
            problems.append(RowProblem(number, column, error.found, error.expected))
        else:
            taken[item.id].append((number, item))
    if unseen and not taken:
        raise UnreadableFileError(
            f"None of {count} rows can be taken, and the mapping names columns that none of them has: "
            f"{', '.join(sorted(unseen))}"
        )
    problems += _clashes(taken, pack, mapping.columns.get("code", "code"))
    wrong = {problem.row for problem in problems}
    items = [item for held in taken.values() for number, item in held if number not in wrong]
    return Reading(count, items, sorted(problems))


def _clashes(taken: dict[str, list[tuple[int, Item]]], pack: Pack, column: str) -> list[RowProblem]:
    """One code on several rows: which of them is right cannot be known, so none is taken. Nor is a code of the pack."""
    own = {squashed(item.code) for item in pack.catalogue.items}
    problems = []
    for held in taken.values():
        numbers = [number for number, _ in held]
        for number, item in held:
            if squashed(item.code) in own:
                problems.append(RowProblem(number, column, f"{item.code!r}, which catalogue.yaml has", "another code"))
            elif len(held) > 1:
                others = ", ".join(str(other) for other in numbers if other != number)
                problems.append(RowProblem(number, column, f"{item.code!r}, also on row {others}", "each code once"))
    return problems
