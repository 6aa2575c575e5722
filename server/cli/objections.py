"""``parley objections``: what customers doubted, and what became of it."""

from typing import Annotated, Any

import typer

from kit.settings import settings

LATEST = 20


def objections(
    tenant: Annotated[str, typer.Option(help="Whose customers.")],
    kind: Annotated[str | None, typer.Option(help="The latest of one kind, in the customers' words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object.")] = False,
) -> None:
    """Lists objections by kind with their outcomes, or the latest of one kind."""
    import orjson

    from server.cli.run import run

    found = run(_read(tenant, kind))
    if as_json:
        typer.echo(orjson.dumps(found, default=str).decode())
        return
    for row in found["by_kind"] if kind is None else found["latest"]:
        typer.echo(_line(row) if kind is None else f"{row['outcome']:9} {row['words']}")


async def _read(tenant: str, kind: str | None) -> dict[str, Any]:
    from commerce.objections.repository import by_kind, newest
    from server.wiring import open_house

    async with open_house(settings(), only=[]) as house, house.store.unit(tenant) as unit:
        return {"by_kind": await by_kind(unit), "latest": await newest(unit, kind, LATEST)}


def _line(row: dict[str, Any]) -> str:
    share = "" if row["share"] is None else f"  overcome of settled {row['share']:.0%}"
    counts = ", ".join(f"{row[name]} {name}" for name in ("overcome", "persists", "lost", "open"))
    return f"{row['kind']:11} {row['raised']:4} raised: {counts}{share}"
