"""``parley eval entities`` and ``parley eval tone`` on any file in the documented layout."""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from kit.settings import settings

if TYPE_CHECKING:
    from evals.entities.reader import Read
    from evals.entities.rows import Message

File = Annotated[Path, typer.Option("--file", help="JSON lines, as docs/evaluate.md tells.")]
Tenant = Annotated[str | None, typer.Option(help="Read with this tenant's catalogue, intents and region.")]
Misses = Annotated[int, typer.Option("--misses", min=0, help="How many misread messages to print.")]
Json = Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")]


def entities(file: File, tenant: Tenant = None, misses: Misses = 0, as_json: Json = False) -> None:
    """Reads every message and counts the entities with the right words and value, by kind."""
    from evals.entities.grade import Graded, grade, kinds_in, summary
    from evals.entities.rows import EntityRow, read_rows

    rows = read_rows(file, EntityRow)
    kinds = kinds_in(rows)
    graded = [grade(row, told, kinds) for row, told in zip(rows, _read(rows, tenant), strict=True)]
    wrong: list[Graded] = [each for each in graded if each.wrong or each.missed]
    found = summary(graded)
    table = [_line("all", found["micro"]), *(_line(kind, of) for kind, of in found["kinds"].items())]
    table.append(f"{found['n']} messages, {found['exact']:.1%} of them read without a mistake, {found['ms_p50']} ms")
    _show(found, table, [_told(each) for each in wrong[:misses]], as_json)


def tone(file: File, tenant: Tenant = None, misses: Misses = 0, as_json: Json = False) -> None:
    """Reads every message and counts where mood, hurry, manner of address and language are right."""
    from evals.entities.rows import ToneRow, read_rows
    from evals.entities.tone import misread, summary

    rows = read_rows(file, ToneRow)
    pairs = list(zip(rows, _read(rows, tenant), strict=True))
    wrong = [f"{row.text!r}: {', '.join(said)}" for row, told in pairs if (said := misread((row, told)))]
    found = summary(pairs)
    table = [f"{name:10} {_figures(of)}" for name, of in found.items() if isinstance(of, dict)]
    _show(found, table, wrong[:misses], as_json)


def _read(rows: "Sequence[Message]", tenant: str | None) -> "list[Read]":
    from evals.entities.reader import engine_of, read

    engine = engine_of(tenant, settings())

    async def each() -> "list[Read]":
        return [await read(engine, row) for row in rows]

    return asyncio.run(each())


def _show(found: dict[str, Any], table: Iterable[str], wrong: Iterable[str], as_json: bool) -> None:
    lines = [orjson.dumps(found).decode()] if as_json else [*table, *wrong]
    for line in lines:
        sys.stdout.write(line + "\n")


def _line(kind: str, of: dict[str, Any]) -> str:
    return f"{kind:14} {_figures(of)}"


def _figures(of: dict[str, Any]) -> str:
    return "  ".join(
        f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}" for name, value in of.items()
    )


def _told(graded: Any) -> str:
    missed = [f"missed {label.kind} {label.text!r} = {label.value!r}" for label in graded.missed]
    wrong = [f"wrong {each['kind']} {each['text']!r} = {each['value']!r}" for each in graded.wrong]
    asked = f" (asked {graded.row.question.slot})" if graded.row.question else ""
    return f"{graded.row.text!r}{asked}: {'; '.join([*missed, *wrong])}"
