"""Plays simulated customers against the packs while a stand-in for a model lies or breaks off."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from random import Random

from pydantic import SecretStr

from commerce.packs.load import load
from evals.adversary.look import Look
from evals.simulate.play import play_many
from kit.settings import Settings
from server.modelstub.adversary import adversarial
from server.modelstub.app import Answer, ModelApp
from server.modelstub.faults import Fault, Script
from server.modelstub.honest import honest
from server.modelstub.invented import OTHERS
from server.modelstub.serve import serving
from server.wiring import cache_of

Say = Callable[[str], None]


async def against_lies(
    settings: Settings, tenant: str, tenants: list[str], turns: int, seed: int, now: datetime
) -> Look:
    """At least ``turns`` turns with a model that answers in perfect shape and lies."""
    others = (*OTHERS, *(name for other in tenants if other != tenant for name in _names(settings, other)))
    lying: Answer = partial(adversarial, others=others)
    return await _play(settings, tenant, turns, seed, now, ModelApp(lying, seed=seed), others)


async def against_breaks(settings: Settings, tenant: str, turns: int, seed: int, now: datetime) -> Look:
    """At least ``turns`` turns with a model whose every stream of words is cut in the middle."""
    chance = Random(seed)
    cuts = [Fault("dropped", "write", after=chance.randrange(1, 9)) for _ in range(4 * turns)]
    return await _play(settings, tenant, turns, seed, now, ModelApp(honest, Script(cuts), seed=seed), ())


async def _play(
    settings: Settings, tenant: str, turns: int, seed: int, now: datetime, app: ModelApp, others: tuple[str, ...]
) -> Look:
    look = Look(others, app, settings.model_turn_s)
    async with serving(app) as url:
        asking = settings.model_copy(
            update={
                "engine": "llm", "openai_base_url": url, "openai_api_key": SecretStr("none"),
                # the stand-in costs nothing, and what breaks on purpose is not to be left alone
                "model_breaker_failures": 10**9,
            }
        )  # fmt: skip
        playing = play_many(asking, tenant, turns, seed, now, look)
        async for _ in playing:
            if look.turns >= turns:
                break
        await playing.aclose()  # type: ignore[attr-defined]  # it is a generator
    return look


def _names(settings: Settings, tenant: str) -> list[str]:
    """What nobody but that business is called: itself and its people."""
    file = load(settings.packs_dir, tenant, cache_of(settings)).file
    return [file.company.name, *(person.name for person in file.people)]
