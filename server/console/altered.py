"""The world in which a turn is run again: the tenant's own, with what somebody wants to see changed."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from agents.context import Context
from agents.prompts import LIMIT
from commerce.catalogue.repository import with_products
from commerce.desk import Desk
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.pricing.unit import named_list
from commerce.revisions import repository as revisions
from kit.clock import StillClock
from kit.errors import InvalidInputError
from kit.settings import Settings
from server.language import engine_for
from server.wiring import House, cache_of

Text = Annotated[str, StringConstraints(min_length=1, max_length=LIMIT)]


class Change(BaseModel):
    """What is different this time; nothing given is the same again."""

    model_config = ConfigDict(extra="forbid")

    strategy: str | None = None
    price_list: str | None = None
    """A list of the pack that holds for everybody this time; no other does."""
    engine: Literal["embedded", "llm", "cascade"] | None = None
    prompts: dict[str, Text] = {}
    """By agent, what a large model is told in place of the pack's or Parley's own text."""
    pack: Literal["loaded", "files"] = "loaded"
    """``files``: the pack as its folder holds it now, which the running server has not loaded yet."""
    revision: Annotated[int, Field(ge=0)] | None = None
    """A revision of the pack; 0 is its files without any."""
    at: AwareDatetime | None = None
    """When it happens: price lists, offers and opening hours are those of then."""


async def altered(house: House, context: Context, change: Change, now: datetime) -> Context:
    """Raises InvalidInputError for what it cannot change to, NotFoundError for a revision that there is none of."""
    taken = await _taken(house, context, change)
    pack = _priced(_led(taken, change), change)
    engine = context.engine
    if change.engine or change.prompts or taken is not context.pack:
        settings = _settings(house, change)
        model = house.model if settings.engine != "embedded" else None
        engine = await asyncio.to_thread(engine_for, pack, settings, model, change.prompts)
    desk = context.desk if pack is context.pack else Desk(house.store, context.tenant, pack)
    return replace(context, pack=pack, engine=engine, desk=desk, clock=StillClock(now))


async def _taken(house: House, context: Context, change: Change) -> Pack:
    if change.revision is None and change.pack == "loaded":
        return context.pack
    files: Mapping[str, str] = {}
    if change.revision is not None:
        async with house.store.unit(context.tenant) as unit:
            files = (await revisions.get(unit, change.revision)).files
    root, cache = house.settings.packs_dir, cache_of(house.settings)
    return await with_products(house.store, await asyncio.to_thread(load, root, context.pack.id, cache, files))


def _led(pack: Pack, change: Change) -> Pack:
    if change.strategy is None:
        return pack
    chosen = [each.model_copy(update={"when": []}) for each in pack.strategies if each.id == change.strategy]
    if not chosen:
        known = ", ".join(each.id for each in pack.strategies)
        raise InvalidInputError(f"strategy {change.strategy!r}: expected one of {known}.")
    return pack.model_copy(update={"strategies": chosen})


def _priced(pack: Pack, change: Change) -> Pack:
    if change.price_list is None:
        return pack
    chosen = named_list(pack, change.price_list).model_copy(update={"everyone": True})
    pricing = pack.catalogue.pricing.model_copy(update={"lists": [chosen]})
    return pack.model_copy(update={"catalogue": pack.catalogue.model_copy(update={"pricing": pricing})})


def _settings(house: House, change: Change) -> Settings:
    engine = change.engine or house.settings.engine
    if engine != "embedded" and house.model is None:
        raise InvalidInputError(f"engine {engine!r}: this server has no model (PARLEY_ENGINE and OPENAI_API_KEY).")
    if engine == "embedded" and change.prompts:
        raise InvalidInputError("prompts: the embedded engine reads none: choose the engine llm or cascade.")
    return house.settings.model_copy(update={"engine": engine})
