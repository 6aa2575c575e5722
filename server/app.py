"""The HTTP application: routes, problem documents, and the house that lives as long as it does."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from kit.settings import ROOT
from server.console import conversations, pages, people, sign_in, turns
from server.console import events as desk_events
from server.console.feed import Feeds
from server.problems import explain_problems
from server.routes import (
    cart,
    demo,
    docs,
    events,
    graph,
    health,
    ingest,
    knowledge,
    metrics,
    payments,
    provider,
    quotes,
    reports,
    sales,
    summaries,
)
from server.secrets import Keys
from server.watch import Watch
from server.webhooks import whatsapp
from server.wiring import House
from server.worker import working

OpenHouse = Callable[[], AbstractAsyncContextManager[House]]


def create_app(open_house: OpenHouse, *, worker: bool = True) -> FastAPI:
    """The application on a house that is opened when it starts and closed when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_house() as house:
            app.state.house = house
            app.state.keys = Keys(house.settings)
            app.state.watch = Watch()
            app.state.feeds = Feeds(house)
            async with working(house, deliver=worker):
                yield

    about = "Conversational sales: start a session, send messages, follow what happens."
    app = FastAPI(title="Parley", version="0.1.0", lifespan=lifespan, description=about, docs_url=None, redoc_url=None)
    explain_problems(app)
    for router in (
        sales, quotes, summaries, events, demo, docs, graph, health, metrics, ingest, knowledge, whatsapp, payments,
        provider, cart, reports,
    ):  # fmt: skip
        app.include_router(router.router)
    for part in (pages, sign_in, conversations, turns, desk_events, people):
        app.include_router(part.router)
    for folder in ("chat", "console", "site", "widget"):
        app.mount(f"/assets/{folder}", StaticFiles(directory=ROOT / "web" / folder), name=folder)
    return app
