"""``/api/v5/sales``: start a session, send a message, read a session and its trace."""

from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sse_starlette.sse import EventSourceResponse

from commerce.attachments import repository as attachments
from commerce.visitors.touch import Touch
from graphs.drafting import Release
from graphs.inbox import Answer, Opening
from server.access import ConversationStaff, HouseOf, KeysOf, Token, check_session, check_staff
from server.full import whole
from server.limits import charge, check_message, check_start
from server.origins import check_origin
from server.place import HERE, place_of, way_from
from server.routes.drafts import stream_answer
from server.routes.shown import Processed, ShownMessage, processed, shown
from server.visitors import recognised, signed
from server.zones import known_zone

router = APIRouter(prefix="/api/v5/sales", tags=["sales"])

Short = Annotated[str, StringConstraints(max_length=2000)]


class Origin(BaseModel):
    """Where a visitor comes from, as their browser tells it."""

    model_config = ConfigDict(extra="forbid")

    page_url: Short | None = None
    referrer: Short | None = None
    utm: dict[Annotated[str, StringConstraints(max_length=50)], Annotated[str, StringConstraints(max_length=300)]] = (
        Field(default_factory=dict, max_length=20)
    )

    def touch(self) -> Touch:
        return Touch(self.page_url, self.referrer, self.utm)


class StartSession(Origin):
    tenant: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    channel: Literal["web"] = "web"
    locale: Annotated[str, StringConstraints(max_length=35)] | None = None
    timezone: Annotated[str, StringConstraints(max_length=64)] | None = None
    first: Origin | None = None
    """What first brought the visitor to the site, where that was another page or campaign."""
    visitor: Annotated[str, StringConstraints(max_length=4000)] | None = None
    """The visitor token of an earlier conversation."""


class ProcessMessage(BaseModel):
    model_config = ConfigDict(extra="forbid")

    session_id: UUID
    message_id: str
    text: str = ""
    choice: Annotated[str, StringConstraints(max_length=256)] | None = None
    """The id of the button, row or card that was pressed; ``text`` is then its title."""
    files: list[UUID] = Field(default=[], max_length=5)
    """What was sent along, by the ids that ``/session/{id}/files`` gave; ``text`` may be empty then."""
    page_url: Short | None = None


class Session(BaseModel):
    """``transfer``: where to ask for the way to WhatsApp, where there is one; ``place``: where it is held."""

    session_id: UUID
    token: str
    visitor: str
    messages: list[ShownMessage]
    transfer: str | None = None
    place: dict[str, Any] = HERE


@router.post("/start-session")
async def start_session(body: StartSession, request: Request, house: HouseOf, keys: KeysOf) -> Session:
    tenant = house.tenant(body.tenant)
    check_origin(house, tenant.id, request)
    await check_start(house, request, tenant.id)
    visitor = await recognised(house, keys, tenant.id, body.visitor)
    opening = Opening(
        channel=body.channel, page_url=body.page_url, referrer=body.referrer, utm=body.utm, locale=body.locale,
        timezone=known_zone(body.timezone), welcome=tenant.pack.file.channels.web.welcome,
        visitor=visitor.visitor, first_touch=body.first.touch() if body.first else None,
    )  # fmt: skip
    started = await house.inbox.start(tenant.id, opening)
    token = keys.session_token(tenant.id, started.conversation, house.clock.now(), visitor.visitor)
    return Session(
        session_id=started.conversation, token=token, visitor=signed(keys, house, visitor),
        messages=[shown(row) for row in started.messages],
        transfer=await way_from(house, tenant.id, started.conversation),
    )  # fmt: skip


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
    if detail == "full":
        await check_staff(house, keys, x_staff_key, tenant, "conversations")
    await check_message(house, request, tenant, str(keys.session(token or "").visitor or body.session_id))
    files = await _files(house, tenant, body)
    arrival = await house.inbox.keep(
        tenant, body.session_id, body.message_id, body.text, page_url=body.page_url, choice=body.choice, files=files
    )

    async def answered(drafts: Release | None = None) -> Answer:
        """The answer, counted."""
        answer = await house.inbox.answer(tenant, body.session_id, arrival, drafts)
        request.app.state.watch.turn(tenant, answer)
        await charge(house, request, tenant, answer)
        return answer

    if "text/event-stream" in accept:
        return EventSourceResponse(stream_answer(answered, arrival))
    answer = await answered()
    if detail == "full":
        return Response(orjson.dumps(whole(answer, body.text)), media_type="application/json")
    return processed(answer)


async def _files(house: HouseOf, tenant: str, body: ProcessMessage) -> list[dict[str, Any]]:
    """What the message brings along; raises UnknownAttachmentError for what was not sent to this conversation."""
    if not body.files:
        return []
    async with house.store.unit(tenant) as unit:
        found = [await attachments.get(unit, body.session_id, file) for file in dict.fromkeys(body.files)]
    return [{**row, "id": str(row["id"])} for row in found]


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
        "transfer": await way_from(house, tenant, session_id),
        "place": await place_of(house, tenant, row),
    }


@router.get("/session/{session_id}/trace")
async def trace(session_id: UUID, house: HouseOf, _staff: ConversationStaff, tenant: str) -> dict[str, Any]:
    """Every turn with its path, reading, acts, facts and verdict. For staff."""
    return await house.inbox.trace(house.tenant(tenant).id, session_id)
