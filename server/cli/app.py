"""The ``parley`` command. Each command lives in its own file and imports what it needs when it runs."""

import sys
from importlib.metadata import entry_points

import typer
from pydantic import ValidationError

from kit.errors import ParleyError
from kit.logging import configure
from kit.settings import settings
from server.cli import (
    approvals,
    catalogue,
    chat,
    connect,
    contact,
    doctor,
    graph,
    ingest,
    key,
    knowledge,
    model_stub,
    objections,
    pack,
    price,
    report,
    serve,
    summary,
    trace,
    user,
    whatsappsim,
    widget,
)

app = typer.Typer(
    name="parley",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Conversational sales: serve it, talk to it, look into it.",
)
app.command("serve")(serve.serve)
app.command("worker")(serve.worker)
app.command("chat")(chat.chat)
app.command("ingest")(ingest.ingest)
app.command("graph")(graph.graph)
app.command("model-stub")(model_stub.model_stub)
app.command("trace")(trace.trace)
app.command("objections")(objections.objections)
app.command("summary")(summary.summary)
app.command("doctor")(doctor.doctor)
app.command("whatsapp-sim")(whatsappsim.whatsapp_sim)
app.add_typer(connect.app, name="connect")
app.add_typer(contact.app, name="contact")
app.add_typer(pack.app, name="pack")
app.add_typer(approvals.app, name="approvals")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(widget.app, name="widget")
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(user.app, name="user")
app.add_typer(key.app, name="key")
app.command("price")(price.price)
app.add_typer(report.app, name="report")
for command in entry_points(group="parley.commands"):
    # what stands above the server (evaluations, benchmarks) joins from there, so that imports keep pointing down
    app.add_typer(command.load(), name=command.name)


def main() -> None:
    """The entry point: one clear line for what went wrong, never a traceback."""
    try:
        configure(settings().log_level, plain=sys.stderr.isatty())
        code = app(standalone_mode=False)
    except ParleyError as error:
        code = _told(error.detail)
    except ValidationError as error:
        first = error.errors()[0]
        name = "PARLEY_" + "_".join(map(str, first["loc"])).upper()
        code = _told(f"setting {name}: {first['msg']}")
    except typer.TyperException as error:
        code = _told(error.format_message(), error.exit_code)
    except OSError as error:
        code = _told(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    raise SystemExit(code)


def _told(why: str, code: int = 1) -> int:
    """Says in one line why it ends, and gives the exit code; nothing where the help was shown instead."""
    if why:
        sys.stderr.write(f"parley: {' '.join(why.split())}\n")
    return code
