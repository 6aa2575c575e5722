"""The HTTP application: routes, problem documents, and the house that lives as long as it does."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from kit.settings import ROOT
from server.problems import explain_problems
from server.routes import demo, events, graph, health, metrics, sales
from server.secrets import Keys
from server.watch import Watch
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
            async with working(house, deliver=worker):
                yield

    app = FastAPI(title="Parley", version="0.1.0", lifespan=lifespan, description=__doc__)
    explain_problems(app)
    for router in (sales, events, demo, graph, health, metrics):
        app.include_router(router.router)
    app.mount("/assets", StaticFiles(directory=ROOT / "web"), name="assets")
    return app
