"""``parley eval flows``: every piece of business, interrupted and put right at every place."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from evals.simulate.command import START, moment
from kit.settings import settings

if TYPE_CHECKING:
    from evals.flows.walk import Walk


def flows(
    tenants: Annotated[list[str] | None, typer.Argument(help="Packs to play with; all of them without a name.")] = None,
    every: Annotated[int, typer.Option(min=1, help="Play every n-th walk only.")] = 1,
    now: Annotated[str, typer.Option(help="When each begins, ISO 8601 with offset.")] = START,
    faults: Annotated[Path | None, typer.Option(help="Write the walks that went wrong to this text file.")] = None,
) -> None:
    """Plays the pieces of business of each pack with a digression or a correction at every place."""
    from evals.flows.cases import flows as known
    from server.cli.run import run

    chosen = tenants or sorted({flow.tenant for flow in known()})
    played = run(_play(chosen, every, now))
    if faults:
        wrong = [as_text(walk) for walk in played if walk.faults]
        faults.write_text("\n\n".join(wrong) + "\n" * bool(wrong), encoding="utf-8")
    sys.stdout.write(orjson.dumps(figures(played), option=orjson.OPT_INDENT_2).decode() + "\n")


async def _play(tenants: list[str], every: int, now: str) -> "list[Walk]":
    from evals.flows.play import all_walks, play

    return [
        walk for tenant in tenants async for walk in play(settings(), tenant, all_walks(tenant)[::every], moment(now))
    ]


def figures(played: "list[Walk]") -> dict[str, Any]:
    asides = Counter(walk.aside.name for walk in played if walk.aside and walk.faults)
    return {
        "walks": len(played),
        "interrupted": sum(walk.aside is not None for walk in played),
        "put_right": sum(walk.correction is not None for walk in played),
        "reached": sum(walk.reached for walk in played),
        "without_fault": sum(not walk.faults for walk in played),
        "faults_by_aside": dict(asides.most_common()),
    }


def as_text(walk: "Walk") -> str:
    what = walk.aside.name if walk.aside else "put right"
    head = (
        f"{walk.flow.tenant} {walk.flow.name} ({walk.flow.language}), {what} at {walk.place}{' beside' * walk.beside}"
    )
    lines = [("> " if who == "customer" else "  ") + text.replace("\n", "\n  ") for who, text in walk.transcript]
    return "\n".join([head, *(f"! {fault}" for fault in walk.faults), *lines])
