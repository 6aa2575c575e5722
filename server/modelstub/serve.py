"""Runs the stand-in on the loopback: beside other work, or alone until it is stopped."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

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


def serve_alone(app: ModelApp, port: int) -> None:
    """Until the process is stopped."""
    uvicorn.Server(_config(app, port)).run()


def _config(app: ModelApp, port: int = 0) -> uvicorn.Config:
    return uvicorn.Config(app, host=HOST, port=port, log_level="critical", access_log=False, lifespan="off")
