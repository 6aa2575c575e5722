"""Business that is interrupted and put right reaches its end: a few walks of the many that the command plays."""

import pytest

from evals.flows.cases import asides, flows
from evals.flows.command import as_text, figures
from evals.flows.play import all_walks, play, walks_of
from evals.flows.walk import Walk
from kit.settings import Settings
from tests.houses import MONDAY


def test_both_languages_are_interrupted_by_the_same_things() -> None:
    assert [aside.name for aside in asides("es")] == [aside.name for aside in asides("en")]


def test_every_business_is_interrupted_at_each_of_its_questions() -> None:
    for flow in flows():
        places = {walk.place for walk in walks_of(flow) if walk.aside}
        assert places == set(range(min(4, len(flow.answers) + 1)))


def test_no_two_walks_are_the_same() -> None:
    walks = [(walk.flow, walk.place, walk.aside, walk.beside, walk.correction)
             for tenant in ("colombiatic", "roofing", "autoparts") for walk in all_walks(tenant)]  # fmt: skip
    assert all(walk not in walks[:number] for number, walk in enumerate(walks))
    assert len(walks) > 300


@pytest.mark.parametrize("tenant", ["colombiatic", "roofing", "autoparts"])
async def test_what_is_interrupted_or_put_right_reaches_its_end(tenant: str, settings: Settings) -> None:
    chosen = [walk for flow in flows() if flow.tenant == tenant for walk in _two_of(flow.name, tenant)]
    played = [walk async for walk in play(settings, tenant, chosen, MONDAY)]
    assert not [as_text(walk) for walk in played if walk.faults]
    assert figures(played)["reached"] == len(chosen)


def _two_of(name: str, tenant: str) -> list[Walk]:
    """An interruption at the second question, and a correction, of the first flow with that name."""
    flow = next(flow for flow in flows() if (flow.name, flow.tenant) == (name, tenant))
    walks = list(walks_of(flow))
    interrupted = [walk for walk in walks if walk.aside and walk.aside.name == "location" and walk.place == 1]
    return [*interrupted[:1], *[walk for walk in walks if walk.correction][:1]]
