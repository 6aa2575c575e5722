"""``parley trace``: what a conversation's turns did."""

from typing import Annotated, Any
from uuid import UUID

import typer

from kit.settings import settings


def trace(
    conversation: Annotated[UUID, typer.Argument(help="The conversation (session) to look into.")],
    tenant: Annotated[str, typer.Option(help="Its tenant.")],
    as_json: Annotated[bool, typer.Option("--json", help="The whole record as one object.")] = False,
) -> None:
    """Shows each turn: path, time per node, reading, acts, facts, verdict."""
    import orjson

    from server.cli.run import run

    found = run(_read(tenant, conversation))
    if as_json:
        typer.echo(orjson.dumps(found, default=str).decode())
        return
    for turn in found["turns"]:
        _print(turn)


async def _read(tenant: str, conversation: UUID) -> dict[str, Any]:
    from server.wiring import open_house

    async with open_house(settings(), only=[]) as house:
        return await house.inbox.trace(tenant, conversation)


def _print(turn: dict[str, Any]) -> None:
    record = turn["record"]
    path = " → ".join(f"{node} {ms:g} ms" for node, ms in record["path"])
    intents = ", ".join(f"{guess['name']} {guess['confidence']:.2f}" for guess in record["reading"].get("intents", []))
    acts = ", ".join(f"{act['agent']}:{act['say']}" for act in record["acts"])
    typer.echo(f"turn {turn['seq']}  ({turn['ms']:.1f} ms)  {path}")
    typer.echo(f"  understood: {intents or '—'}")
    typer.echo(f"  said: {acts or '—'}   stage: {record['stage']}   verdict: {record['verdict']}")
    for fact in turn["facts"]:
        typer.echo(f"  fact {fact['id']}: {fact['kind']} {fact['value']} ({fact['source']})")
