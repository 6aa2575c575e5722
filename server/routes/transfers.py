"""``/api/v5/sales/session/{id}/transfer``: a conversation goes on over WhatsApp, and comes back."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from server.access import HouseOf, KeysOf, Token, check_session
from server.limits import check_message
from server.transfers import come_back, confirm_telephone, invite, way_to_whatsapp

router = APIRouter(prefix="/api/v5/sales/session/{session_id}/transfer", tags=["sales"])


class Asked(BaseModel):
    """``lang``: of the words that stand ready in the customer's message field."""

    model_config = ConfigDict(extra="forbid")

    lang: Annotated[str, StringConstraints(max_length=8)] | None = None


class WayThere(BaseModel):
    """``url`` opens WhatsApp; ``qr`` is its picture for who sits at another device; ``code`` is what it carries."""

    url: str
    code: str
    number: str
    qr: str
    expires_at: datetime


class Invitation(BaseModel):
    """``consent``: the customer has agreed, here and now, to be written to at this number."""

    model_config = ConfigDict(extra="forbid")

    phone: Annotated[str, StringConstraints(max_length=40)]
    consent: bool


class Place(BaseModel):
    """``ends_with``: of the telephone; ``verified``: it is known to be the visitor's own."""

    channel: Literal["web", "whatsapp"]
    ends_with: str | None
    verified: bool


@router.post("")
async def ask_way(
    session_id: UUID, body: Asked, request: Request, house: HouseOf, keys: KeysOf, token: Token
) -> WayThere:
    """A link that works once, for half an hour; asking again soon gives the same one."""
    tenant = check_session(keys, token, session_id)
    await check_message(house, request, tenant, f"transfer:{session_id}")
    way = await way_to_whatsapp(house, tenant, session_id, body.lang)
    return WayThere(url=way.url, code=way.code, number=way.number, qr=way.qr, expires_at=way.expires_at)


@router.post("/invitation", status_code=202)
async def ask_invitation(
    session_id: UUID, body: Invitation, request: Request, house: HouseOf, keys: KeysOf, token: Token
) -> Response:
    """An approved message goes to the customer's number; pressing its button brings the conversation over."""
    tenant = check_session(keys, token, session_id)
    await check_message(house, request, tenant, f"transfer:{session_id}")
    await invite(house, tenant, session_id, body.phone, consent=body.consent, source="page")
    return Response(status_code=202)


@router.post("/back")
async def take_back(session_id: UUID, request: Request, house: HouseOf, keys: KeysOf, token: Token) -> Place:
    """The conversation goes on here; where it was not elsewhere, nothing changes."""
    return await _moved(come_back, session_id, request, house, keys, token)


@router.post("/confirm")
async def confirm(session_id: UUID, request: Request, house: HouseOf, keys: KeysOf, token: Token) -> Place:
    """The telephone on which it goes on is the visitor's own: they may be called by their name there."""
    return await _moved(confirm_telephone, session_id, request, house, keys, token)


async def _moved(
    change: Any, session_id: UUID, request: Request, house: HouseOf, keys: KeysOf, token: Token
) -> Place:  # fmt: skip
    tenant = check_session(keys, token, session_id)
    await check_message(house, request, tenant, f"transfer:{session_id}")
    return Place(**await change(house, tenant, session_id))
