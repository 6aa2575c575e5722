"""``parley eval times``: the phrases of a file against the grammar that serves conversations."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import orjson
import typer

from kit.errors import InvalidInputError

if TYPE_CHECKING:
    from evals.times.grade import Graded

REGIONS = {"en": "US", "es": "ES"}
"""Whether 2/15 is a day of February, where the command is not told."""


def times(
    file: Annotated[Path, typer.Option("--file", help="JSON lines: kind, values, grain, phrases.")],
    language: Annotated[Literal["en", "es"], typer.Option("--language", help="The language of the phrases.")],
    now: Annotated[str, typer.Option("--now", help="The moment they are said, ISO 8601 with its offset.")],
    region: Annotated[str, typer.Option(help="ISO 3166, for the order of day and month.")] = "",
    misses: Annotated[int, typer.Option("--misses", min=0, help="How many misread phrases to print.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False,
) -> None:
    """Reads every phrase and counts those that name the right time."""
    from evals.times.grade import grade, summary
    from evals.times.rows import read_rows

    said_at = _moment(now)
    graded = list(grade(read_rows(file), language, said_at, region or REGIONS[language]))
    if as_json:
        sys.stdout.write(orjson.dumps(summary(graded)).decode() + "\n")
        return
    for line in (*_table(graded), *_missed(graded, misses)):
        sys.stdout.write(line + "\n")


def _moment(text: str) -> datetime:
    try:
        said_at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(f"--now {text!r}: {error}: expected 2013-02-12T04:30:00-02:00") from error
    if said_at.tzinfo is None:
        raise InvalidInputError(f"--now {text!r} has no offset: expected 2013-02-12T04:30:00-02:00")
    return said_at


def _table(graded: "list[Graded]") -> list[str]:
    from evals.times.grade import share
    from evals.times.rows import KINDS

    by_kind = {kind: [one for one in graded if one.row.kind == kind] for kind in KINDS}
    return [f"{kind:24} {share(of):.3f} of {len(of)}" for kind, of in by_kind.items() if of]


def _missed(graded: "list[Graded]", most: int) -> list[str]:
    return [
        f"{one.phrase!r} ({one.row.kind}, {one.row.grain}): "
        f"expected {' to '.join(str(value) for value in one.row.values)}, got {_shown(one)}"
        for one in [one for one in graded if not one.right][:most]
    ]


def _shown(one: "Graded") -> str:
    if one.got is None:
        return "no single time"
    return f"{one.got['type']} {one.got['start']} {one.got['end'] or ''}".strip()
