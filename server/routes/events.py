"""``/session/{id}/events``: what happens in a conversation, from any message on, without a gap."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Header
from sse_starlette.sse import EventSourceResponse

from server.access import HouseOf, KeysOf, Token, check_session
from server.routes.shown import shown
from server.wiring import House

router = APIRouter(prefix="/api/v5/sales", tags=["sales"])

LOOK_AGAIN_S = 15.0
"""The database is the truth: it is asked this often even if no event comes."""


@router.get("/session/{session_id}/events")
async def events(
    session_id: UUID,
    house: HouseOf,
    keys: KeysOf,
    token: Token,
    last_event_id: Annotated[int, Header(alias="Last-Event-ID", ge=0)] = 0,
    after: int = 0,
) -> EventSourceResponse:
    tenant = check_session(keys, token, session_id)
    return EventSourceResponse(_follow(house, tenant, session_id, max(last_event_id, after)), ping=20)


async def _follow(house: House, tenant: str, conversation: UUID, after: int) -> AsyncIterator[dict[str, str]]:
    """Messages after that number, then each new one; ``owner`` when who answers changes."""
    owner = ""
    async with house.bus.subscribe(f"{tenant}:{conversation}") as heard:
        stream = aiter(heard)
        while True:
            row, messages = await house.inbox.view(tenant, conversation, after)
            for message in messages:
                after = message["seq"]
                yield {"event": "message", "id": str(after), "data": shown(message).model_dump_json()}
            if row["owner"] != owner:
                owner = row["owner"]
                yield {"event": "owner", "data": orjson.dumps({"owner": owner}).decode()}
            try:
                await asyncio.wait_for(anext(stream), LOOK_AGAIN_S)
            except TimeoutError:
                continue
