"""``parley eval intents``: on two files, or on the examples of a pack against each other."""

import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from kit.errors import InvalidInputError


def intents(
    train: Annotated[Path | None, typer.Option(help='JSON lines {"text", "label"} to learn from.')] = None,
    test: Annotated[Path | None, typer.Option(help="JSON lines to read.")] = None,
    tenant: Annotated[str | None, typer.Option(help="Instead of files: a pack's own examples, four folds.")] = None,
    oos: Annotated[str | None, typer.Option(help="The label of rows that are out of scope.")] = None,
    language: Annotated[str | None, typer.Option(help="The language of the rows, for the record.")] = None,
    threshold: Annotated[float | None, typer.Option(min=0, max=1, help="Instead of the one that was learnt.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write confusions and calibration to this HTML file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")] = False,
) -> None:
    """Learns, reads and counts, with the classifier that serves conversations."""
    from evals.intents.report import page
    from evals.intents.run import Asked, run_files, run_pack

    asked = Asked(oos, language, threshold)
    if tenant and not (train or test):
        ran = run_pack(tenant, asked)
    elif train and test and not tenant:
        ran = run_files(train, test, asked)
    else:
        raise InvalidInputError("parley eval intents needs --train and --test, or --tenant alone.")
    for note in ran.notes:
        sys.stderr.write(note + "\n")
    if report:
        report.write_text(page(ran), encoding="utf-8")
    sys.stdout.write(_shown(ran.figures, as_json) + "\n")


def _shown(found: dict[str, Any], as_json: bool) -> str:
    return orjson.dumps(found, option=0 if as_json else orjson.OPT_INDENT_2).decode()
