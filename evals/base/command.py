"""``parley eval base``: the shipped base set on ``evals/intents/data``."""

import sys
from typing import Annotated

import orjson
import typer

from kit.settings import settings


def base(as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False) -> None:
    """Learns the base set alone, and reads messages that are no examples of it, also such with two intents."""
    from evals.base.grade import measure

    found = measure(settings().packs_dir)
    sys.stdout.write(orjson.dumps(found, option=0 if as_json else orjson.OPT_INDENT_2).decode() + "\n")
