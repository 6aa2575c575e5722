"""``parley eval claims``: whether what no fact backs is caught, and what facts back goes through."""

import sys
from typing import Annotated

import orjson
import typer


def claims(
    name: Annotated[str, typer.Option("--set", help="The sentences: first or fresh.")] = "first",
    misses: Annotated[int, typer.Option(min=0, help="Print so many sentences that were judged wrong.")] = 0,
    gate: Annotated[bool, typer.Option(help="Exit with 1 when a false sentence went through.")] = False,
) -> None:
    """Holds true and false sentences in both languages against facts, and counts those that were judged wrong."""
    from evals.claims.grade import check, figures
    from evals.claims.rows import LANGUAGES, read_sheet

    checked = [each for language in LANGUAGES for each in check(read_sheet(name, language))]
    wrong = [each for each in checked if not each.is_right]
    for each in sorted(wrong, key=lambda each: each.holds)[:misses]:
        said = f"holds, but not found: {', '.join(each.missing)}" if each.holds else "false, but let through"
        sys.stderr.write(f"{each.language} {each.kind:9} {said}: {each.text}\n")
    found = figures(checked)
    sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
    raise typer.Exit(1 if gate and found["false"]["wrong"] else 0)
