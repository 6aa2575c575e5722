"""A console for the tests of its endpoints."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from asgi_lifespan import LifespanManager

from server.app import create_app
from tests.houses import house_of
from tests.server.browsers import Site


@pytest.fixture
async def site(database_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    app = create_app(lambda: house_of(database_url, tmp_path), worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        yield Site(manager.app, app)
