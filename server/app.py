"""The HTTP application: routes, problem documents, and the house that lives as long as it does."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from kit.settings import ROOT
from server.console import (
    admin,
    canned,
    contacts,
    conversations,
    export,
    factor,
    faithful,
    hours,
    keys,
    message_templates,
    oidc,
    packs,
    pages,
    people,
    replay,
    sign_in,
    templates,
    tenants,
    turns,
)
from server.console import approvals as desk_approvals
from server.console import events as desk_events
from server.console import files as desk_files
from server.console import offers as desk_offers
from server.console import prepared as desk_prepared
from server.console.feed import Feeds
from server.oidc import provider_of
from server.origins import Origins
from server.problems import explain_problems
from server.realtime import Rooms
from server.routes import (
    approvals,
    cart,
    demo,
    docs,
    events,
    files,
    graph,
    health,
    ingest,
    knowledge,
    metrics,
    payments,
    prepared,
    provider,
    quotes,
    reports,
    sales,
    summaries,
    transfers,
    visitors,
)  # fmt: skip
from server.secrets import Keys
from server.watch import Watch
from server.webhooks import email, twilio, whatsapp
from server.wiring import House
from server.worker import working

OpenHouse = Callable[[], AbstractAsyncContextManager[House]]


def create_app(open_house: OpenHouse, *, worker: bool = True) -> FastAPI:
    """The application on a house that is opened when it starts and closed when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_house() as house:
            app.state.house = house
            app.state.keys = Keys(house.settings, house.clock)
            app.state.provider = provider_of(house.settings, house.http, house.clock)
            app.state.watch = Watch()
            app.state.rooms = Rooms(house)
            app.state.feeds = Feeds(house)
            async with working(house, deliver=worker):
                yield

    about = "Conversational sales: start a session, send messages, follow what happens."
    app = FastAPI(title="Parley", version="0.1.0", lifespan=lifespan, description=about, docs_url=None, redoc_url=None)
    explain_problems(app)
    app.add_middleware(Origins)
    told = (sales, visitors, transfers, files, quotes, prepared, approvals, summaries, events, whatsapp, twilio, email)
    shop = (cart, payments, provider, reports)
    for router in (*told, demo, docs, graph, health, metrics, ingest, knowledge, *shop):
        app.include_router(router.router)
    desk = (pages, sign_in, conversations, turns, replay, export, faithful, desk_events, people, admin, desk_approvals,
            desk_prepared, desk_offers, desk_files, message_templates)  # fmt: skip
    administration = (factor, oidc, canned, contacts, keys, packs, hours, templates, tenants)
    for part in (*desk, *administration):
        app.include_router(part.router)
    for folder in ("chat", "console", "site", "widget"):
        app.mount(f"/assets/{folder}", StaticFiles(directory=ROOT / "web" / folder), name=folder)
    return app
