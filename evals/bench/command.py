"""``parley bench``: turns, growth, starts, widgets, consoles, bookings, reading, search, ingestion, webhooks."""

import sys
from typing import Annotated, Any, Literal

import orjson
import typer

from kit.settings import settings
from server.cli.run import run

app = typer.Typer(no_args_is_help=True, help="Benchmarks, measured as ratios within one run.")
Json = Annotated[bool, typer.Option("--json", help="One object on stdout, nothing else.")]


@app.command("turn")
def turn(
    engine: Annotated[
        Literal["fixed", "embedded"], typer.Option(help="fixed: a constant reading, the runtime alone.")
    ] = "fixed",
    rounds: Annotated[int, typer.Option(min=5, help="Counted rounds, after one of warming up.")] = 5,
    as_json: Json = False,
) -> None:
    """Turns a second at 1, 16 and 64 conversations, beside the limit of the database and LangGraph's own saver."""
    from evals.bench.turn import bench_turn

    _show(run(bench_turn(settings(), engine, rounds, _progress)), as_json)


@app.command("embedded-turn")
def embedded_turn(
    conversations: Annotated[int, typer.Option(min=1, help="Simulated conversations with each pack.")] = 40,
    seed: Annotated[int, typer.Option(help="The same seed gives the same conversations.")] = 5,
    as_json: Json = False,
) -> None:
    """Milliseconds of a turn with the embedded engine, every agent and the database, in simulated conversations."""
    from evals.bench.embedded import bench_embedded_turn

    _show(run(bench_embedded_turn(settings(), conversations, seed, _progress)), as_json)


@app.command("growth")
def growth(as_json: Json = False) -> None:
    """Time and stored bytes of a turn at turn 10, 100 and 1,000 of one conversation."""
    from evals.bench.growth import bench_growth

    _show(run(bench_growth(settings(), _progress)), as_json)


@app.command("checkout")
def checkout(
    buyers: Annotated[int, typer.Option(min=2, max=1000, help="Who all want the last unit at once.")] = 100,
    as_json: Json = False,
) -> None:
    """The last unit checked out by many at one moment: one order, clear answers, stock never below zero."""
    from evals.bench.checkout import bench_checkout

    _show(run(bench_checkout(settings(), buyers)), as_json)


@app.command("startup")
def startup(starts: Annotated[int, typer.Option(min=1)] = 3, as_json: Json = False) -> None:
    """Seconds from starting the process to its first answer, on an empty folder and again."""
    from evals.bench.startup import bench_startup

    _show(bench_startup(settings(), starts), as_json)


@app.command("bookings")
def bookings(
    customers: Annotated[int, typer.Option(min=2, help="Customers who want the same hour at once.")] = 200,
    as_json: Json = False,
) -> None:
    """One hour, many customers at once: who gets it, what the others are told, and whether anybody gets an error."""
    from evals.bench.bookings import bench_bookings

    _show(run(bench_bookings(settings(), customers, _progress)), as_json)


@app.command("read")
def read(as_json: Json = False) -> None:
    """What the engine costs: learning and loading each pack, memory with all of them, and milliseconds a message."""
    from evals.bench.read import bench_read

    _show(bench_read(settings()), as_json)


@app.command("learn")
def learn(
    rows: Annotated[int, typer.Option(min=20, help="Rows made up from the base set's examples.")] = 100_000,
    as_json: Json = False,
) -> None:
    """Seconds and memory of learning so many training rows."""
    from evals.bench.learn import bench_learn

    _show(bench_learn(settings(), rows), as_json)


@app.command("sse")
def sse(
    widgets: Annotated[int, typer.Option(min=1, help="Open streams.")] = 1000,
    conversations: Annotated[int, typer.Option(min=1, help="Conversations that they share.")] = 100,
    messages: Annotated[int, typer.Option(min=1, help="Messages into one of them.")] = 50,
    as_json: Json = False,
) -> None:
    """Memory of one server process with so many open widgets, and how soon all of a conversation have a message."""
    from evals.bench.sse import bench_sse

    _show(run(bench_sse(settings(), widgets, conversations, messages, _progress)), as_json)


@app.command("search")
def search(
    chunks: Annotated[int, typer.Option(min=1, help="Chunks of content to search among.")] = 10_000,
    as_json: Json = False,
) -> None:
    """Milliseconds of a search among so many chunks, and how fast they are written, on a scratch database."""
    from evals.bench.search import bench_search
    from language.embedded.encoder import encoder_here

    _show(run(bench_search(settings(), chunks, encoder_here(), _progress)), as_json)


@app.command("desk")
def desk(
    conversations: Annotated[int, typer.Option(min=1000, help="Conversations in the list.")] = 100_000,
    as_json: Json = False,
) -> None:
    """Milliseconds of a page of the console's list, by folder, filter and search, on a scratch database."""
    from evals.bench.desk import bench_desk

    _show(run(bench_desk(settings(), conversations, _progress)), as_json)


@app.command("consoles")
def consoles(
    consoles: Annotated[int, typer.Option(min=1, help="Consoles that are open.")] = 50,
    rate: Annotated[float, typer.Option(min=0.1, help="Messages a second.")] = 20,
    seconds: Annotated[float, typer.Option(min=1)] = 20,
    as_json: Json = False,
) -> None:
    """Milliseconds until open consoles show a customer's message, in the list and in the open conversation."""
    from evals.bench.consoles import bench_consoles

    _show(run(bench_consoles(settings(), consoles, rate, seconds, _progress)), as_json)


@app.command("ingest")
def ingest(
    pages: Annotated[int, typer.Option(min=1, help="Pages of the export that is made for it.")] = 400,
    as_json: Json = False,
) -> None:
    """Chunks a second from a site's export to the index, without the encoder and with it."""
    from evals.bench.ingest import bench_ingest
    from language.embedded.encoder import encoder_here

    _show(run(bench_ingest(settings(), pages, encoder_here(), _progress)), as_json)


@app.command("quotes")
def quotes(count: Annotated[int, typer.Option(min=1)] = 1000, as_json: Json = False) -> None:
    """Seconds for so many quotes: priced, written, and each set as a PDF."""
    from evals.bench.quotes import bench_quotes

    _show(run(bench_quotes(settings(), count)), as_json)


@app.command("webhooks")
def webhooks(
    count: Annotated[int, typer.Option(min=10, help="Webhooks, those that come twice included.")] = 10_000,
    repeated: Annotated[float, typer.Option(min=0, max=0.5, help="The share that comes twice.")] = 0.2,
    rate: Annotated[float, typer.Option(min=1, help="Webhooks a second.")] = 200,
    as_json: Json = False,
) -> None:
    """Milliseconds until a webhook is acknowledged at a steady rate, and how many were lost or taken twice."""
    from evals.bench.webhooks import bench_webhooks

    _show(run(bench_webhooks(settings(), count, repeated, rate, _progress)), as_json)


def _progress(line: str) -> None:
    sys.stderr.write(line + "\n")


def _show(found: dict[str, Any], as_json: bool) -> None:
    option = 0 if as_json else orjson.OPT_INDENT_2
    sys.stdout.write(orjson.dumps(found, option=option).decode() + "\n")
