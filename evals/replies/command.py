"""``parley eval replies``: whether a yes is a yes."""

import sys
from typing import Annotated

import orjson
import typer

from kit.settings import settings

NOW = "2026-11-23T09:00:00-05:00"


def replies(
    tenant: Annotated[str, typer.Option(help="The pack whose engine reads.")] = "colombiatic",
    name: Annotated[str, typer.Option("--set", help="The labelled set: dev, or blind_a to blind_e.")] = "dev",
    misses: Annotated[int, typer.Option(min=0, help="Print so many that were taken for something else.")] = 0,
) -> None:
    """Reads the labelled replies to a waiting action, and counts false approvals and approvals taken."""
    from commerce.packs.load import load
    from evals.replies.grade import figures, read_all, read_set
    from server.cli.run import run
    from server.language import engine_for
    from server.wiring import cache_of

    pack = load(settings().packs_dir, tenant, cache_of(settings()))
    engine = engine_for(pack, settings())
    rows = [row for language in pack.file.languages for row in read_set(name, language)]
    read = run(read_all(engine, rows, NOW, pack.file.timezone))
    wrong = [each for each in read if each.found != each.row.reply]
    for each in sorted(wrong, key=lambda each: each.found != "approve")[:misses]:
        sys.stderr.write(f"{each.row.reply:8} read as {each.found!s:8} {each.row.text}\n")
    sys.stdout.write(orjson.dumps(figures(read), option=orjson.OPT_INDENT_2).decode() + "\n")
