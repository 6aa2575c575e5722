"""``parley eval takeover``: random interleavings of customer, assistant, two people and the clock."""

import sys
from typing import Annotated, Any

import orjson
import typer

from kit.settings import settings


def takeover(
    runs: Annotated[int, typer.Option("-n", "--runs", min=1, help="Conversations, each another interleaving.")] = 10000,
    tenant: Annotated[str, typer.Option(help="Whose pack.")] = "colombiatic",
    seed: Annotated[int, typer.Option(help="The same seed makes the same choices; chance says who is first.")] = 1,
    at_once: Annotated[int, typer.Option(min=1, help="Conversations side by side.")] = 16,
) -> None:
    """Exit code 1 where anything went wrong: the assistant after a take-over, two at once, a message lost."""
    from server.cli.run import run

    found = run(_takeover(runs, tenant, seed, at_once))
    sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
    raise typer.Exit(1 if found["wrong"] else 0)


async def _takeover(runs: int, tenant: str, seed: int, at_once: int) -> dict[str, Any]:
    from commerce.packs.load import load
    from evals.takeover.many import play_many
    from server.wiring import cache_of

    pack = load(settings().packs_dir, tenant, cache_of(settings()))
    return await play_many(settings(), pack, runs, seed, at_once)
