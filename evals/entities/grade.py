"""Holds the entities that were read against those that the message names: same kind, same words, same value."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from evals.entities.reader import Read
from evals.entities.rows import EntityRow, Label
from language.port import Entity


@dataclass(frozen=True, slots=True)
class Graded:
    """One message: what was found, what was read that it does not name, and what it names that was not read."""

    row: EntityRow
    found: list[Label]
    wrong: list[Entity]
    missed: list[Label]
    ms: float


def kinds_in(rows: Sequence[EntityRow]) -> set[str]:
    """The kinds that a file labels; what is read of another kind is not counted."""
    return {label.kind for row in rows for label in row.entities}


def grade(row: EntityRow, told: Read, kinds: set[str]) -> Graded:
    missed = list(row.entities)
    wrong = []
    for entity in told.reading["entities"]:
        same = next((label for label in missed if is_same(label, entity)), None)
        if same:
            missed.remove(same)
        elif entity["kind"] in kinds:
            wrong.append(entity)
    return Graded(row, [label for label in row.entities if label not in missed], wrong, missed, told.ms)


def is_same(label: Label, entity: Entity) -> bool:
    return (
        label.kind == entity["kind"]
        and label.text.split() == entity["text"].split()
        and fits(label.value, entity["value"])
    )


def fits(expected: Any, got: Any) -> bool:
    """Of two objects, whether ``got`` has every field that ``expected`` names, with the same value."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(name in got and got[name] == expected[name] for name in expected)
    return bool(expected == got)


def summary(graded: Sequence[Graded]) -> dict[str, Any]:
    """Shares are None where there was nothing to count. ``negatives`` are the messages that name nothing."""
    found = Counter(label.kind for each in graded for label in each.found)
    missed = Counter(label.kind for each in graded for label in each.missed)
    wrong = Counter(entity["kind"] for each in graded for entity in each.wrong)
    kinds = sorted({*found, *missed, *wrong})
    return {
        "micro": scores(found.total(), wrong.total(), missed.total()),
        "kinds": {kind: scores(found[kind], wrong[kind], missed[kind]) for kind in kinds},
        "n": len(graded),
        "negatives": sum(not each.row.entities for each in graded),
        "exact": round(sum(not (each.wrong or each.missed) for each in graded) / len(graded), 4),
        "ms_p50": round(median(each.ms for each in graded), 3),
    }


def scores(found: int, wrong: int, missed: int) -> dict[str, Any]:
    read, named = found + wrong, found + missed
    return {
        "precision": round(found / read, 4) if read else None,
        "recall": round(found / named, 4) if named else None,
        "f1": round(2 * found / (read + named), 4) if read + named else None,
        "n": named,
    }
