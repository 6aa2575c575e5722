"""Holds what ``find_times`` reads in a phrase against the time that the phrase names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from evals.times.rows import Row
from language.embedded.times import find_times
from language.port import TimeValue

POINT, INTERVAL = "datetime", "datetimeInterval"


@dataclass(frozen=True, slots=True)
class Graded:
    """One phrase. ``got`` is None where it was read as no time, or as several."""

    phrase: str
    row: Row
    got: TimeValue | None
    right: bool
    ms: float


def grade(rows: Iterable[Row], language: str, now: datetime, region: str) -> Iterator[Graded]:
    """``now`` is aware: its offset is the customer's zone."""
    assert now.tzinfo is not None
    for row in rows:
        for phrase in row.phrases:
            began = perf_counter()
            found = find_times(phrase, language, now, now.tzinfo, region)
            ms = (perf_counter() - began) * 1000
            got: TimeValue | None = found[0]["value"] if len(found) == 1 else None
            yield Graded(phrase, row, got, got is not None and is_right(row, got), ms)


def is_right(row: Row, got: TimeValue) -> bool:
    """A point by its instant cut to the row's grain, an interval by both ends, an open one by the end it has."""
    start, end = (datetime.fromisoformat(at) if at else None for at in (got["start"], got["end"]))
    closed = start is not None and end is not None
    if "Open" in row.kind:
        return not closed and _equals(start or end, row.values[0], row.grain)
    if "Interval" in row.kind:
        return closed and all(_equals(*pair, row.grain) for pair in zip((start, end), row.values, strict=False))
    return got["type"] == "point" and _equals(start, row.values[0], row.grain)


def _equals(at: datetime | None, value: datetime | None, grain: str) -> bool:
    """A value that is finer than its own grain is compared as it is written."""
    if at is None or value is None:
        return False
    return cut(at, grain if cut(value, grain) == value else "Day") == value


def cut(at: datetime, grain: str) -> datetime:
    """The start of the unit that ``at`` lies in, without zone; weeks start on Monday."""
    at = at.replace(tzinfo=None, microsecond=0)
    match grain:
        case "Second":
            return at
        case "Minute":
            return at.replace(second=0)
        case "Hour":
            return at.replace(minute=0, second=0)
    day = at.replace(hour=0, minute=0, second=0)
    match grain:
        case "Day":
            return day
        case "Week":
            return day - timedelta(days=day.weekday())
        case "Month":
            return day.replace(day=1)
        case "Quarter":
            return day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
    return day.replace(day=1, month=1)


def summary(graded: list[Graded]) -> dict[str, Any]:
    """Accuracies are None where the file has no phrase of that kind."""
    points, intervals = ([one for one in graded if one.row.kind == kind] for kind in (POINT, INTERVAL))
    return {
        "point_accuracy": share(points),
        "interval_accuracy": share(intervals),
        "n_point": len(points),
        "n_interval": len(intervals),
        "ms_p50": round(median(one.ms for one in graded), 3) if graded else None,
    }


def share(graded: list[Graded]) -> float | None:
    """The share that is right."""
    return round(sum(one.right for one in graded) / len(graded), 4) if graded else None
