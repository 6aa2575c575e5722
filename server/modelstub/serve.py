"""Runs the stand-in on the loopback: beside other work, or alone until it is stopped."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from kit.errors import InvalidInputError
from server.modelstub.app import ModelApp

HOST = "127.0.0.1"


class _Quiet(uvicorn.Server):
    """Leaves signals to whoever runs the process, and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: ModelApp) -> AsyncIterator[str]:
    """The base URL of ``app`` on a free port, while the block lasts."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        server = _Quiet(_config(app))
        running = asyncio.create_task(server.serve([listening]))
        await server.ready.wait()
        try:
            yield f"http://{HOST}:{listening.getsockname()[1]}/v1"
        finally:
            server.should_exit = server.force_exit = True
            await running


def listening_on(port: int) -> socket.socket:
    """Raises InvalidInputError where something else listens there."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise InvalidInputError(f"Port {port} of {HOST} is taken: choose another with --port.") from error
    return listening


def serve_alone(app: ModelApp, listening: socket.socket) -> None:
    """Until the process is stopped."""
    uvicorn.Server(_config(app)).run([listening])


def _config(app: ModelApp) -> uvicorn.Config:
    return uvicorn.Config(app, host=HOST, log_level="critical", access_log=False, lifespan="off")
