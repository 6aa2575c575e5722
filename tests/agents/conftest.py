"""Conversations for the tests of agents: one database for all, a tenant for each test."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.agents.talk import Talk, Talks, talk_at
from tests.databases import lent


@pytest.fixture(scope="session")
def agents_database(server_url: str, template: str) -> Iterator[str]:
    with lent(server_url, template) as url:
        yield url


@pytest.fixture
async def talks(agents_database: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Talks]:
    async with AsyncExitStack() as stack:

        async def first(business: str = "colombiatic", channel: str = "web") -> Talk:
            talk = talk_at(agents_database, tmp_path, business, channel, request.node.nodeid)
            return await stack.enter_async_context(talk)

        yield first
