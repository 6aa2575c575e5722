"""``/api/v5/sales``: start a session, send a message, read a session and its trace."""

from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sse_starlette.sse import EventSourceResponse

from graphs.inbox import Opening
from kit.errors import NotAuthenticatedError, TooManyRequestsError
from server.access import HouseOf, KeysOf, Staff, Token, check_session
from server.full import whole
from server.routes.drafts import stream_answer
from server.routes.shown import Processed, ShownMessage, processed, shown
from server.wiring import House
from server.zones import known_zone

router = APIRouter(prefix="/api/v5/sales", tags=["sales"])

Short = Annotated[str, StringConstraints(max_length=2000)]


class StartSession(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tenant: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    channel: Literal["web"] = "web"
    page_url: Short | None = None
    referrer: Short | None = None
    utm: dict[Annotated[str, StringConstraints(max_length=50)], Annotated[str, StringConstraints(max_length=300)]] = (
        Field(default_factory=dict, max_length=20)
    )
    locale: Annotated[str, StringConstraints(max_length=35)] | None = None
    timezone: Annotated[str, StringConstraints(max_length=64)] | None = None


class ProcessMessage(BaseModel):
    model_config = ConfigDict(extra="forbid")

    session_id: UUID
    message_id: str
    text: str
    choice: Annotated[str, StringConstraints(max_length=256)] | None = None
    """The id of the button, row or card that was pressed; ``text`` is then its title."""
    page_url: Short | None = None


class Session(BaseModel):
    session_id: UUID
    token: str
    messages: list[ShownMessage]


@router.post("/start-session")
async def start_session(body: StartSession, house: HouseOf, keys: KeysOf) -> Session:
    tenant = house.tenant(body.tenant)
    opening = Opening(
        channel=body.channel, page_url=body.page_url, referrer=body.referrer, utm=body.utm, locale=body.locale,
        timezone=known_zone(body.timezone), welcome=tenant.pack.file.channels.web.welcome,
    )  # fmt: skip
    started = await house.inbox.start(tenant.id, opening)
    token = keys.session_token(tenant.id, started.conversation, house.clock.now())
    return Session(session_id=started.conversation, token=token, messages=[shown(row) for row in started.messages])


@router.post("/process-message", response_model=Processed)
async def process_message(
    body: ProcessMessage,
    request: Request,
    house: HouseOf,
    keys: KeysOf,
    token: Token,
    accept: Annotated[str, Header()] = "application/json",
    x_staff_key: Annotated[str | None, Header()] = None,
    detail: Annotated[Literal["allowed", "full"], Query()] = "allowed",
) -> Any:
    tenant = check_session(keys, token, body.session_id)
    await _within_rate(house, str(body.session_id))
    arrival = await house.inbox.keep(
        tenant, body.session_id, body.message_id, body.text, page_url=body.page_url, choice=body.choice
    )
    if "text/event-stream" in accept:
        return EventSourceResponse(stream_answer(house, request.app.state.watch, tenant, body.session_id, arrival))
    answer = await house.inbox.answer(tenant, body.session_id, arrival)
    request.app.state.watch.turn(tenant, answer)
    if detail == "full":
        if not (x_staff_key and keys.is_staff(x_staff_key)):
            raise NotAuthenticatedError("detail=full is for staff: send the staff key as 'X-Staff-Key'.")
        return Response(orjson.dumps(whole(answer, body.text)), media_type="application/json")
    return processed(answer)


@router.get("/session/{session_id}")
async def session(session_id: UUID, house: HouseOf, keys: KeysOf, token: Token) -> dict[str, Any]:
    """The conversation as its customer may see it, whole, so that a page can be drawn again after a reload."""
    tenant = check_session(keys, token, session_id)
    row, messages = await house.inbox.view(tenant, session_id)
    return {
        "session_id": session_id,
        "status": row["status"],
        "owner": row["owner"],
        "messages": [shown(message) for message in messages],
    }


@router.get("/session/{session_id}/trace")
async def trace(session_id: UUID, house: HouseOf, _staff: Staff, tenant: str) -> dict[str, Any]:
    """Every turn with its path, reading, acts, facts and verdict. For staff."""
    return await house.inbox.trace(house.tenant(tenant).id, session_id)


async def _within_rate(house: House, session_id: str) -> None:
    limit, _, window = house.settings.rate_limit.partition("/")
    seconds = {"second": 1, "minute": 60, "hour": 3600}[window]
    if not await house.bus.hit(f"messages:{session_id}", int(limit), seconds):
        raise TooManyRequestsError(f"More than {limit} messages in a {window}: please wait a moment.", seconds)
