"""``parley eval shop``: a generated catalogue, questions about it, and quotes from it."""

import sys
from typing import Annotated

import orjson
import typer

from kit.settings import settings


def shop(
    rows: Annotated[int, typer.Option(min=1, help="Of the generated catalogue.")] = 10_388,
    seed: Annotated[int, typer.Option(help="Of the catalogue.")] = 1,
    questions: Annotated[int, typer.Option(min=1)] = 200,
    question_seed: Annotated[int, typer.Option(help="Of the questions.")] = 2026,
    quotes: Annotated[int, typer.Option(min=1)] = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False,
) -> None:
    """Seconds to load, milliseconds to search, the share of questions whose first answer is right, quotes a minute."""
    from evals.shop.measure import measure
    from server.cli.run import run

    found = run(measure(settings(), rows, seed, questions, question_seed, quotes))
    option = 0 if as_json else orjson.OPT_INDENT_2
    sys.stdout.write(orjson.dumps(found, option=option).decode() + "\n")
