"""``parley serve`` and ``parley worker``."""

import asyncio
import contextlib
import signal
import socket
from typing import Annotated

import typer

from kit.errors import UnavailableError
from kit.settings import Settings, settings


class PortTakenError(UnavailableError):
    """Another program listens there."""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    reload: Annotated[bool, typer.Option(help="Restart when a file changes.")] = False,
) -> None:
    """Serves the web page, the API and, unless set otherwise, the deliveries."""
    import uvicorn

    chosen = settings().model_copy(update={"host": host or settings().host, "port": port or settings().port})
    check_free(chosen)
    if reload:
        uvicorn.run("server.main:app", host=chosen.host, port=chosen.port, reload=True, log_level="warning")
        return
    from server.cli.announce import announce
    from server.main import application

    announce(
        application(chosen, typer.echo), host=chosen.host, port=chosen.port, log_level="warning", loop="uvloop",
        timeout_graceful_shutdown=5, server_header=False,
    )  # fmt: skip


def worker() -> None:
    """Runs deliveries and the sweeper alone, beside any number of servers."""
    from server.cli.run import run
    from server.wiring import open_house
    from server.worker import working

    async def work() -> None:
        async with open_house(settings(), say=typer.echo) as house, working(house, deliver=True):
            typer.echo("The worker is running. Press Ctrl-C to stop it.")
            stop = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
            await stop.wait()

    run(work())


def check_free(chosen: Settings) -> None:
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((chosen.host, chosen.port))
        except (OSError, OverflowError) as error:
            why = error.strerror if isinstance(error, OSError) else "there is no such port"
            raise PortTakenError(
                f"Port {chosen.port} on {chosen.host} cannot be used ({why}): choose another with --port."
            ) from error
