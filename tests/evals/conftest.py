"""One database for the tests of evaluations; what is learnt is shared with the other tests."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from kit.settings import Settings
from tests.agents.talk import SHARED, Talk, talk_at
from tests.databases import lent
from tests.houses import settings_for


@pytest.fixture(scope="session")
def evals_database(server_url: str, template: str) -> Iterator[str]:
    with lent(server_url, template) as url:
        yield url


@pytest.fixture
def settings(evals_database: str, tmp_path: Path) -> Settings:
    return settings_for(evals_database, tmp_path).model_copy(update={"data_dir": SHARED})


@pytest.fixture
async def booked(evals_database: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Talk]:
    """A customer who has booked a demo on Wednesday at three."""
    async with talk_at(evals_database, tmp_path, "colombiatic", "web", request.node.nodeid) as talk:
        await talk.to_the_confirmation()
        await talk.say("sí")
        yield talk
