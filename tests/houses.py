"""A whole house for tests: a real store, a still clock, seeded ids, and the engine that a test chooses."""

import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from commerce.packs.load import load
from commerce.packs.model import Pack
from evals.bench.engine import ConstantEngine
from kit.clock import StillClock
from kit.ids import SeededIds
from kit.settings import ROOT, Settings
from language.embedded.encoder.hashing import HashingEncoder
from language.port import Engine
from server.wiring import House, open_house

MONDAY = datetime.fromisoformat("2026-11-23T09:00:00-05:00")

CACHE = Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}" / "cache"
"""Checked packs and what the engines learnt from them, by content: made once for all tests."""

PAGES = 2
"""Pages of content in a test's house, so that each begins quickly."""


def data_of(folder: Path) -> Path:
    """The data folder in ``folder`` for a process of its own, which finds there what was learnt before."""
    data = folder / "data"
    if not data.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        data.mkdir()
        (data / "cache").symlink_to(CACHE, target_is_directory=True)
    return data


def settings_for(database_url: str, folder: Path) -> Settings:
    return Settings(database_url=SecretStr(database_url), data_dir=folder / "data", packs_dir=ROOT / "packs")


@asynccontextmanager
async def house_of(
    database_url: str,
    folder: Path,
    *,
    tenant: str = "colombiatic",
    engine: Engine | None = None,
    pack: Pack | None = None,
    seed: str = "test",
) -> AsyncIterator[House]:
    """A house with one tenant; without an engine it reads and says the same each time."""
    settings = settings_for(database_url, folder)
    async with open_house(
        settings, clock=StillClock(MONDAY), ids=SeededIds(seed), only=[], encoder=HashingEncoder()
    ) as house:
        chosen = pack or load(settings.packs_dir, tenant, CACHE)
        few = chosen.model_copy(update={"documents": chosen.documents[:PAGES]})
        await house.admit(few, engine=engine or ConstantEngine())
        yield house


def with_burst(pack: Pack, burst: str) -> Pack:
    """The pack with another policy for messages that come in a burst."""
    turns = pack.file.turns.model_copy(update={"burst": burst})
    return pack.model_copy(update={"file": pack.file.model_copy(update={"turns": turns})})
