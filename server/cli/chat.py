"""``parley chat``: talk in the terminal, or play a script."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from kit.errors import InvalidInputError
from kit.settings import settings


def chat(
    tenant: Annotated[str, typer.Option(help="The business to talk to.")],
    script: Annotated[Path | None, typer.Option(help="One customer message a line, or YAML with events.")] = None,
    now: Annotated[
        str | None, typer.Option(help="The present instant, ISO 8601 with offset; time then stands still.")
    ] = None,
    channel: Annotated[Literal["web", "whatsapp"], typer.Option(help="The channel to write on.")] = "web",
    as_json: Annotated[bool, typer.Option("--json", help="One object a turn on stdout.")] = False,
) -> None:
    """Talks with a business in the terminal. A script is a rehearsal: it books and sells in a copy of its own."""
    from server.cli.run import run
    from server.rehearsal import play, rehearsal_of, talk

    at = parse_now(now)
    if script is None:
        run(talk(settings(), tenant, channel, at, sys.stdin, _printer(as_json)))
        return
    conversation = run(play(settings(), tenant, script, channel, at, _printer(as_json)))
    if not as_json:
        typer.echo(f"conversation {conversation} of tenant {rehearsal_of(tenant, script, channel, at)}", err=True)


def parse_now(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidInputError(
            f"--now {text!r}: expected an instant with its offset, such as 2026-11-23T09:00:00-05:00"
        )
    return at


def _printer(as_json: bool) -> Callable[[dict[str, object]], None]:
    import orjson

    def as_objects(turn: dict[str, object]) -> None:
        sys.stdout.write(orjson.dumps(turn).decode() + "\n")
        sys.stdout.flush()

    def as_text(turn: dict[str, object]) -> None:
        if not turn["reply"] and turn["owner"] == "bot":
            return  # a silence that led to no word
        typer.echo(f"> {turn['customer']}")
        typer.echo(f"{turn['reply'] or '(' + str(turn['owner']) + ')'}\n")

    return as_objects if as_json else as_text
