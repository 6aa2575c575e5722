"""A server whose last line, once it answers, is the address to open."""

import socket

import typer
import uvicorn


class AnnouncingServer(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            typer.echo("Parley is ready. Open this address:")
            typer.echo(f"http://{self.config.host}:{self.config.port}/")
