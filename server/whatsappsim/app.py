"""The simulator as a program of its own: one page, Meta's API, and a way to drive both."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from kit.clock import Clock
from kit.settings import ROOT
from server.problems import explain_problems
from server.whatsappsim import meta, pocket
from server.whatsappsim.hooks import Hooks
from server.whatsappsim.world import Numbers, World

PAGE = ROOT / "web" / "whatsappsim"
TEMPLATES: list[dict[str, Any]] = [
    {
        "name": "retomar", "language": "es_MX", "status": "APPROVED", "category": "UTILITY",
        "components": [
            {"type": "BODY", "text": "Hola {{1}}, tenemos respuesta a lo que nos preguntaste. ¿Seguimos?"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Sí, sigamos"}]},
        ],
    },
    {
        "name": "seguir_chat", "language": "es_MX", "status": "APPROVED", "category": "UTILITY",
        "components": [
            {"type": "BODY", "text": "Hola, aquí {{1}}. Nos pediste seguir por WhatsApp lo que veíamos en la página."},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Seguir aquí"}]},
        ],
    },
]  # fmt: skip


def create_sim(numbers: Numbers, callback: str, clock: Clock, client: httpx.AsyncClient | None = None) -> FastAPI:
    """The simulator that brings webhooks to ``callback``, through ``client`` where one is given."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = client or httpx.AsyncClient(timeout=30)
        world = World(numbers, clock)
        world.templates = list(TEMPLATES)
        app.state.world, app.state.hooks = world, Hooks(world, opened, callback, random.Random(1))
        yield
        await app.state.hooks.settled()
        if client is None:
            await opened.aclose()

    app = FastAPI(title="WhatsApp simulator", lifespan=lifespan, docs_url=None, redoc_url=None)
    explain_problems(app)
    app.include_router(pocket.router)
    app.mount("/assets", StaticFiles(directory=PAGE), name="assets")
    app.add_api_route("/", _page, include_in_schema=False)
    app.include_router(meta.router)
    return app


async def _page() -> FileResponse:
    return FileResponse(PAGE / "index.html")
