"""``/session/{id}/events``: what happens in a conversation, from any message on, without a gap."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request
from sse_starlette.sse import EventSourceResponse

from server.access import HouseOf, KeysOf, Token, check_session
from server.limits import check_stream
from server.realtime import Rooms, follow

router = APIRouter(prefix="/api/v5/sales", tags=["sales"])

PING_S = 20
"""Who hears nothing for twice as long has lost the connection."""


@router.get("/session/{session_id}/events")
async def events(
    session_id: UUID,
    request: Request,
    house: HouseOf,
    keys: KeysOf,
    token: Token,
    last_event_id: Annotated[int, Header(alias="Last-Event-ID", ge=0)] = 0,
    after: int = 0,
) -> EventSourceResponse:
    """``message`` (its ``id`` is the number to resume from), ``owner``, ``place``, ``typing``."""
    tenant = check_session(keys, token, session_id)
    await check_stream(house, request, tenant)
    rooms: Rooms = request.app.state.rooms
    return EventSourceResponse(follow(rooms, tenant, session_id, max(last_event_id, after)), ping=PING_S)
