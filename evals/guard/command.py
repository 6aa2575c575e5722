"""``parley eval guard``: what the guard lets pass."""

import sys
from typing import Annotated

import orjson
import typer


def guard(
    name: Annotated[
        str,
        typer.Option(
            "--set",
            help="Honest replies: dev, blind, fresh, natural, unseen, apart, plain, wider, last; all is dev and blind.",
        ),
    ] = "all",
    seeds: Annotated[int, typer.Option(min=0, help="Wordings of the adversary for each reference.")] = 20,
    misses: Annotated[int, typer.Option(min=0, help="Print so many honest replies that were blocked.")] = 0,
) -> None:
    """Holds honest wordings and lies against the guard; prints the false-block rate and the lies shown as JSON."""
    from evals.guard.grade import believed, figures, honest, lies
    from evals.guard.rows import read_set, references, written_lies

    rows = [row for each in (("dev", "blind") if name == "all" else (name,)) for row in read_set(each)]
    held = honest(rows)
    for each in [each for each in held if each.fault][:misses]:
        sys.stderr.write(f"{each.fault}\n  {each.reply!r}\n  {each.of.reference!r}\n")
    told, shown = lies(list(references().values()), seeds)
    for lie in shown[:misses]:
        sys.stderr.write(f"shown: {lie!r}\n")
    written = written_lies()
    passed = believed(written)
    for lied in passed[:misses]:
        sys.stderr.write(f"shown ({lied.kind}): {lied.lie!r}\n  {lied.reply!r}\n")
    told_of = figures(held, told, shown, len(written), passed)
    sys.stdout.write(orjson.dumps(told_of, option=orjson.OPT_INDENT_2).decode() + "\n")
