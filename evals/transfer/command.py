"""``parley eval transfer``: conversations moved to WhatsApp in mid-flow."""

import sys
from typing import Annotated

import orjson
import typer

from kit.settings import settings


def transfer(
    runs: Annotated[int, typer.Option("-n", "--runs", min=1, help="Conversations, each moved once.")] = 200,
    seed: Annotated[int, typer.Option(help="Another seed: other customers, other ways to send the code.")] = 1,
) -> None:
    """A booking half done, an action that waits for its yes, a cart that is filled: each must go on. Exit 1 if not."""
    from evals.transfer.play import play_many
    from kit.logging import configure
    from server.cli.run import run

    configure("ERROR")
    found = run(play_many(settings(), runs, seed))
    sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
    raise typer.Exit(1 if found["faults"] else 0)
