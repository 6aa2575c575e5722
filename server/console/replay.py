"""``/console/api/conversations/{id}``: a turn run again in a sandbox, and what the assistant would say now."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict

from agents.context import Context
from commerce.desk import Desk
from commerce.packs.load import load
from commerce.packs.model import Pack
from graphs.replay import Replayed, replay
from kit.clock import StillClock
from kit.errors import InvalidInputError
from kit.settings import Settings
from server.access import HouseOf
from server.console.access import SignedIn, Supervisor
from server.console.conversations import row_seen_by
from server.language import engine_for
from server.wiring import House, cache_of
from store.kept import began_at, load_kept

router = APIRouter(prefix="/console/api/conversations", tags=["console"])


class Change(BaseModel):
    """What is different this time; nothing given is the same again."""

    model_config = ConfigDict(extra="forbid")

    strategy: str | None = None
    engine: Literal["embedded", "llm", "cascade"] | None = None
    pack: Literal["loaded", "files"] = "loaded"
    """``files``: the pack as its folder holds it now, which the running server has not loaded yet."""
    at: AwareDatetime | None = None
    """When it happens: price lists, offers and opening hours are those of then."""


@router.post("/{conversation_id}/turns/{seq}/replay")
async def replay_turn(
    body: Change, conversation_id: UUID, seq: int, house: HouseOf, signed: Supervisor
) -> dict[str, Any]:
    """``{"reply", "record", "facts"}`` of the turn as it goes now. Nothing of it is sent, booked or kept."""
    await row_seen_by(house, signed, conversation_id)
    return _shown(await run_again(house, signed.tenant.id, conversation_id, seq, body))


@router.post("/{conversation_id}/suggestion")
async def suggest(conversation_id: UUID, house: HouseOf, signed: SignedIn) -> dict[str, str]:
    """What the assistant would answer to what the customer wrote since it last spoke."""
    row = await row_seen_by(house, signed, conversation_id)
    found = await run_again(house, signed.tenant.id, conversation_id, row["turn_seq"] + 1, Change())
    return {"text": found.reply}


async def run_again(house: House, tenant: str, conversation: UUID, seq: int, change: Change) -> Replayed:
    """Raises NotFoundError where what it starts from is not kept, InvalidInputError for what it cannot change to."""
    async with house.store.unit(tenant) as unit:
        found = await load_kept(unit, conversation, seq)
        began = await began_at(unit, conversation, seq)
    now = change.at or began or house.clock.now()
    context = house.context(tenant, found.conversation["timezone"], None)
    return await replay(house.graph, house.saver, found, _changed(house, context, change, now), now)


def _changed(house: House, context: Context, change: Change, now: datetime) -> Context:
    pack = _pack(house, context, change)
    engine = context.engine
    if change.engine or change.pack == "files":
        settings = _settings(house, change)
        engine = engine_for(pack, settings, house.model if settings.engine != "embedded" else None)
    desk = context.desk if pack is context.pack else Desk(house.store, context.tenant, pack)
    return replace(context, pack=pack, engine=engine, desk=desk, clock=StillClock(now))


def _pack(house: House, context: Context, change: Change) -> Pack:
    pack = context.pack
    if change.pack == "files":
        pack = load(house.settings.packs_dir, pack.id, cache_of(house.settings))
    if change.strategy is None:
        return pack
    chosen = [each.model_copy(update={"when": []}) for each in pack.strategies if each.id == change.strategy]
    if not chosen:
        known = ", ".join(each.id for each in pack.strategies)
        raise InvalidInputError(f"strategy {change.strategy!r}: expected one of {known}.")
    return pack.model_copy(update={"strategies": chosen})


def _settings(house: House, change: Change) -> Settings:
    engine = change.engine or house.settings.engine
    if engine != "embedded" and house.model is None:
        raise InvalidInputError(f"engine {engine!r}: this server has no model (PARLEY_ENGINE and OPENAI_API_KEY).")
    return house.settings.model_copy(update={"engine": engine})


def _shown(found: Replayed) -> dict[str, Any]:
    return {"reply": found.reply, "record": found.record, "facts": found.facts}
