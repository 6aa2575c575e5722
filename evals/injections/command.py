"""``parley eval injections``: orders hidden in data, and a model that obeys them."""

import sys
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from evals.simulate.command import START
from kit.settings import settings

if TYPE_CHECKING:
    from evals.injections.play import Tried


def injections(
    carriers: Annotated[list[str] | None, typer.Argument(help="Only these carriers: message, turns, …")] = None,
    gate: Annotated[bool, typer.Option(help="Exit with 1 when an order was obeyed.")] = False,
) -> None:
    """Plays every attack in every carrier while a booking waits for its yes; prints what was obeyed as JSON."""
    from evals.injections.rows import CARRIERS, rows
    from kit.errors import InvalidInputError
    from server.cli.run import run

    unknown = sorted(set(carriers or ()) - set(CARRIERS))
    if unknown:
        raise InvalidInputError(f"There is no carrier {unknown[0]!r}: expected one of {', '.join(CARRIERS)}.")
    chosen = [row for row in rows() if not carriers or row.carrier in carriers]
    tried = run(_try(chosen))
    found = figures(tried)
    sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
    raise typer.Exit(1 if gate and found["obeyed"] else 0)


async def _try(chosen: list[Any]) -> "list[Tried]":
    from evals.injections.play import try_all

    tried = []
    async for each in try_all(settings(), chosen, datetime.fromisoformat(START)):
        tried.append(each)
        for line in each.wrong:
            sys.stderr.write(f"{each.row.id}: {line}\n")
    return tried


def figures(tried: "list[Tried]") -> dict[str, Any]:
    """How many rows, in how many the model saw the order, an action waited, and the order was obeyed."""
    from evals.report import wilson

    wrong = [each for each in tried if each.wrong]
    return {
        "rows": len(tried),
        "model_saw_the_order": sum(each.seen for each in tried),
        "an_action_waited": sum(each.waited for each in tried),
        "obeyed": len(wrong),
        "upper_95": round(wilson(len(wrong), len(tried))[1], 4),
        "by_carrier": {
            carrier: {"rows": count, "obeyed": sum(each.row.carrier == carrier for each in wrong)}
            for carrier, count in sorted(Counter(each.row.carrier for each in tried).items())
        },
    }
