"""``parley eval adversary``: a model that lies, or that breaks off in the middle of a stream."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import orjson
import typer

from evals.simulate.command import START, moment
from kit.settings import settings

if TYPE_CHECKING:
    from datetime import datetime

    from evals.adversary.look import Look


def adversary(
    tenants: Annotated[list[str] | None, typer.Argument(help="Packs to play with; all of them without a name.")] = None,
    turns: Annotated[int, typer.Option("-n", "--turns", min=1, help="Turns in all, at least.")] = 2000,
    model: Annotated[Literal["lies", "breaks"], typer.Option(help="What the model does wrong.")] = "lies",
    seed: Annotated[int, typer.Option(help="The same seed gives the same conversations and lies.")] = 1,
    now: Annotated[str, typer.Option(help="When the first begins, ISO 8601 with offset.")] = START,
) -> None:
    """Plays customers while the model answers with well-formed lies; prints what got through as JSON."""
    from commerce.packs.load import available
    from evals.adversary.report import figures
    from server.cli.run import run

    every = available(settings().packs_dir)
    found = run(_play(tenants or every, every, turns, model, seed, moment(now)))
    sys.stdout.write(orjson.dumps(figures(found), option=orjson.OPT_INDENT_2).decode() + "\n")


async def _play(
    chosen: list[str], every: list[str], turns: int, model: str, seed: int, now: "datetime"
) -> "dict[str, Look]":
    from evals.adversary.play import against_breaks, against_lies

    found = {}
    share = -(-turns // len(chosen))
    for tenant in chosen:
        if model == "lies":
            found[tenant] = await against_lies(settings(), tenant, every, share, seed, now)
        else:
            found[tenant] = await against_breaks(settings(), tenant, share, seed, now)
        sys.stderr.write(f"{tenant}: {found[tenant].turns} turns\n")
    return found
