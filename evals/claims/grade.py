"""Grades the fact checker: no false sentence goes out, and true ones do."""

from dataclasses import dataclass
from typing import Any

from evals.claims.rows import Sheet
from evals.report import wilson
from language.claims.prove import unproven


@dataclass(frozen=True)
class Checked:
    """One sentence: whether it holds, and the words for which the checker found no fact."""

    language: str
    kind: str
    text: str
    holds: bool
    missing: list[str]

    @property
    def is_right(self) -> bool:
        return self.holds == (not self.missing)


def check(sheet: Sheet) -> list[Checked]:
    rows = [(kind, text, True) for kind, texts in sheet.backed.items() for text in texts]
    rows += [(kind, text, False) for kind, texts in sheet.unbacked.items() for text in texts]
    return [Checked(sheet.language, kind, text, holds, _missing(sheet, text)) for kind, text, holds in rows]


def _missing(sheet: Sheet, text: str) -> list[str]:
    claims = unproven(text, sheet.facts, sheet.language, sheet.locale, sheet.timezone, sheet.now)
    return [claim.text for claim in claims]


def figures(checked: list[Checked]) -> dict[str, Any]:
    """Both ways of being wrong, with the upper end of the 95 % interval of false sentences let through."""
    return {"false": _of(checked, holds=False), "true": _of(checked, holds=True)}


def _of(checked: list[Checked], *, holds: bool) -> dict[str, Any]:
    rows = [each for each in checked if each.holds is holds]
    wrong = [each for each in rows if not each.is_right]
    kinds = sorted({each.kind for each in rows})
    return {
        "n": len(rows),
        "wrong": len(wrong),
        "upper_95": round(wilson(len(wrong), len(rows))[1], 4),
        "wrong_by_kind": {kind: count for kind in kinds if (count := sum(each.kind == kind for each in wrong))},
    }
