"""``parley eval``: play the suites and score their end states."""

import sys
from pathlib import Path
from typing import Annotated

import orjson
import typer

from evals.adversary.command import adversary
from evals.answers.command import answers, fit_answers
from evals.base.command import base
from evals.claims.command import claims
from evals.entities.command import entities, tone
from evals.flows.command import flows
from evals.guard.command import guard
from evals.injections.command import injections
from evals.intents.command import intents
from evals.replies.command import fit_replies, replies
from evals.retrieval.command import retrieval
from evals.shop.command import shop
from evals.simulate.command import simulate
from evals.stream.command import stream
from evals.takeover.command import takeover
from evals.times.command import times
from evals.transfer.command import transfer
from evals.webhooks.command import webhooks
from kit.settings import settings

app = typer.Typer(no_args_is_help=True, help="Evaluations: customers are played, and what they leave is graded.")
app.command("adversary")(adversary)
app.command("answers")(answers)
app.command("fit-answers")(fit_answers)
app.command("claims")(claims)
app.command("entities")(entities)
app.command("tone")(tone)
app.command("flows")(flows)
app.command("guard")(guard)
app.command("injections")(injections)
app.command("intents")(intents)
app.command("base")(base)
app.command("stream")(stream)
app.command("times")(times)
app.command("retrieval")(retrieval)
app.command("replies")(replies)
app.command("fit-replies")(fit_replies)
app.command("shop")(shop)
app.command("webhooks")(webhooks)
app.command("simulate")(simulate)
app.command("takeover")(takeover)
app.command("transfer")(transfer)


@app.callback()
def evaluations() -> None:
    """Keeps ``run`` a command of its own."""


@app.command("run")
def run_suites(
    suites: Annotated[list[str] | None, typer.Argument(help="The suites to play; all of them without a name.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, help="Runs of each case; all must pass (pass^k).")] = 1,
    gate: Annotated[bool, typer.Option(help="Exit with 1 when a case fails.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the transcripts to this HTML file.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this file.")] = None,
    engine: Annotated[
        list[str] | None, typer.Option(help="embedded, llm or cascade; given more than once, they are compared.")
    ] = None,
) -> None:
    """Plays the customers of the suites, with the engine of the settings unless others are named."""
    from evals.compare import compare, with_engine
    from evals.report import junit as as_junit
    from evals.report import page, summary
    from evals.run import run_suite
    from evals.suite import available, read_suite
    from server.cli.run import run

    chosen = [read_suite(name) for name in suites or available()]
    if len(engine or ()) > 1:
        compared = compare(engine or [], settings(), chosen, k, _say)
        sys.stdout.write(orjson.dumps(compared, option=orjson.OPT_INDENT_2).decode() + "\n")
        return
    asking = with_engine(settings(), engine[0]) if engine else settings()
    results = [result for suite in chosen for result in run(run_suite(asking, suite, k, _say))]
    if report:
        report.write_text(page(results), encoding="utf-8")
    if junit:
        junit.write_text(as_junit(results), encoding="utf-8")
    found = summary(results)
    sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
    raise typer.Exit(1 if gate and found["failed"] else 0)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
