"""``parley eval simulate``: customers made up by the thousand."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from kit.errors import InvalidInputError
from kit.settings import settings

if TYPE_CHECKING:
    from evals.simulate.play import Played

START = "2026-11-23T09:00:00-05:00"
_EXPECTED = "--now {!r}: expected a moment with its offset, such as " + START + "."


def simulate(
    tenants: Annotated[list[str] | None, typer.Argument(help="Packs to play with; all of them without a name.")] = None,
    count: Annotated[int, typer.Option("-n", "--count", min=1, help="Conversations in all.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same conversations.")] = 1,
    now: Annotated[str, typer.Option(help="When the first begins, ISO 8601 with offset.")] = START,
    worst: Annotated[Path | None, typer.Option(help="Write the ten worst transcripts to this text file.")] = None,
) -> None:
    """Plays customers that follow an agenda, wander and change their minds; prints the figures as JSON."""
    from commerce.packs.load import available
    from evals.simulate.report import as_text, figures
    from evals.simulate.report import worst as the_worst
    from server.cli.run import run

    chosen = tenants or available(settings().packs_dir)
    played = run(_play(chosen, count, seed, moment(now)))
    if worst:
        worst.write_text("\n\n".join(map(as_text, the_worst(played, 10))) + "\n", encoding="utf-8")
    sys.stdout.write(orjson.dumps(figures(played), option=orjson.OPT_INDENT_2).decode() + "\n")


async def _play(tenants: list[str], count: int, seed: int, now: datetime) -> "list[Played]":
    from evals.simulate.play import play_many

    shares = [count // len(tenants) + (place < count % len(tenants)) for place in range(len(tenants))]
    played = []
    for tenant, share in zip(tenants, shares, strict=True):
        async for each in play_many(settings(), tenant, share, seed, now):
            played.append(each)
            if len(played) % 50 == 0:
                sys.stderr.write(f"{len(played)} of {count}\n")
    return played


def moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInputError(_EXPECTED.format(text)) from None
    if moment.tzinfo is None:
        raise InvalidInputError(_EXPECTED.format(text))
    return moment
