"""The phrases of a file and the times that they name, in the layout of Duckling's corpora."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from kit.errors import InvalidInputError

KINDS = ("datetime", "datetimeHoliday", "datetimeInterval", "datetimeIntervalHoliday", "datetimeOpenInterval")
GRAINS = ("Second", "Minute", "Hour", "Day", "Week", "Month", "Quarter", "Year")


@dataclass(frozen=True, slots=True)
class Row:
    """Phrases for one time. ``values``: one instant, or both ends of an interval; None where no calendar has it."""

    kind: str
    grain: str
    values: tuple[datetime | None, ...]
    phrases: tuple[str, ...]


def read_rows(path: Path) -> list[Row]:
    """Raises InvalidInputError with the file and the line of the first mistake."""
    rows = []
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            try:
                rows.append(_row(orjson.loads(line)))
            except (ValueError, TypeError) as error:
                raise InvalidInputError(f"{path}:{number}: {error}") from error
    if not rows:
        raise InvalidInputError(f"{path}: no rows: expected one JSON object a line")
    return rows


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path}: not UTF-8 text: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise InvalidInputError(f"{path}: {error.strerror}: expected a file of JSON lines") from error


def _row(said: Any) -> Row:
    if not isinstance(said, dict):
        raise ValueError("expected an object with kind, values, grain and phrases")
    if missing := [name for name in ("kind", "values", "grain", "phrases") if name not in said]:
        raise ValueError(f"missing {', '.join(missing)}: expected kind, values, grain and phrases")
    kind, grain, phrases = said["kind"], said["grain"], said["phrases"]
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r}: expected one of {', '.join(KINDS)}")
    if grain not in GRAINS:
        raise ValueError(f"grain {grain!r}: expected one of {', '.join(GRAINS)}")
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
        raise ValueError("phrases: expected a list of texts")
    return Row(
        kind, grain, _instants(said["values"], 2 if "Interval" in kind and "Open" not in kind else 1), (*phrases,)
    )


def _instants(values: Any, least: int) -> tuple[datetime | None, ...]:
    fields = isinstance(values, list) and all(
        isinstance(value, list) and len(value) == 6 and all(type(part) is int for part in value) for value in values
    )
    if not fields or len(values) < least:
        raise ValueError(f"values: expected {least} or more of [year, month, day, hour, minute, second]")
    return tuple(_instant(value) for value in values)


def _instant(value: list[int]) -> datetime | None:
    """Without zone. A month or day of 0 is one that the grain leaves out; a year before the first is no datetime."""
    year, month, day, hour, minute, second = value
    return datetime(year, month or 1, day or 1, hour, minute, second) if year > 0 else None
