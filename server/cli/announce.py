"""A server whose last line, once it answers, is the address to open; or which tells in one line why it does not."""

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import typer
import uvicorn
from fastapi import FastAPI

from kit.errors import ParleyError


class AnnouncingServer(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            typer.echo("Parley is ready. Open this address:")
            typer.echo(f"http://{self.config.host}:{self.config.port}/")


def announce(app: FastAPI, **options: Any) -> None:
    """Serves ``app`` until it is stopped. Raises the ParleyError that kept it from opening its house."""
    failures: list[ParleyError] = []
    opened = app.router.lifespan_context

    @asynccontextmanager
    async def watched(app: FastAPI) -> AsyncIterator[Any]:
        try:
            async with opened(app) as state:
                yield state
        except ParleyError as error:
            failures.append(error)
            raise

    app.router.lifespan_context = watched
    server = AnnouncingServer(uvicorn.Config(app, **options))
    logging.getLogger("uvicorn.error").addFilter(lambda _record: not failures)
    try:
        server.run()
    finally:
        if failures:
            raise failures[0]
