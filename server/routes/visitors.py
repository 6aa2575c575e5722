"""``/api/v5/sales/session/{id}/…``: a visitor's token is renewed, their page is told, and who they are."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.visitors.identify import identify
from commerce.visitors.repository import owns, touch
from commerce.visitors.touch import kept
from kit.errors import InvalidInputError, NotAllowedError
from server.access import HouseOf, KeysOf, Token, check_session
from server.identity import user_of
from server.limits import check_message
from server.routes.sales import Origin
from server.visitors import renewed, rotated, signed

router = APIRouter(prefix="/api/v5/sales/session", tags=["sales"])

ReadableToken = Annotated[str, StringConstraints(max_length=4000)]
KEPT_JTI_S = 2 * 3600


class Renewal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tenant: str
    visitor: ReadableToken


class Tokens(BaseModel):
    """``session_id`` is None where the user has to begin another conversation."""

    session_id: UUID | None
    token: str | None
    visitor: str


class UserToken(BaseModel):
    model_config = ConfigDict(extra="forbid")

    jwt: ReadableToken


@router.post("/{session_id}/token")
async def renew_token(session_id: UUID, body: Renewal, house: HouseOf, keys: KeysOf) -> Tokens:
    """A new session token for the visitor whose conversation it is; a new visitor token takes the old one's place."""
    tenant = house.tenant(body.tenant).id
    visitor = await rotated(house, keys, tenant, body.visitor)
    async with house.store.unit(tenant) as unit:
        if not await owns(unit, visitor.visitor, session_id):
            raise NotAllowedError("This conversation is another visitor's.")
    token = keys.session_token(tenant, session_id, house.clock.now(), visitor.visitor)
    return Tokens(session_id=session_id, token=token, visitor=signed(keys, house, visitor))


@router.post("/{session_id}/context", status_code=204)
async def tell_context(
    session_id: UUID, body: Origin, request: Request, house: HouseOf, keys: KeysOf, token: Token
) -> Response:
    """Where the visitor is now. It is the conversation's last touch; the first stays."""
    tenant = check_session(keys, token, session_id)
    await check_message(house, request, tenant, f"context:{session_id}")
    tracking, now = house.tenant(tenant).pack.file.sales_agent.page_tracking, house.clock.now()
    async with house.store.unit(tenant) as unit:
        await touch(unit, session_id, kept(body.touch(), tracking, now), now)
    return Response(status_code=204)


@router.post("/{session_id}/user")
async def tell_user(
    session_id: UUID, body: UserToken, request: Request, house: HouseOf, keys: KeysOf, token: Token
) -> Tokens:
    """The business vouches for who writes. All tokens are replaced; another user's conversation is not gone on with."""
    tenant = check_session(keys, token, session_id)
    await check_message(house, request, tenant, f"user:{session_id}")
    visitor = keys.session(token or "").visitor
    if visitor is None:
        raise InvalidInputError("This session has no visitor: start one from a page.")
    user = await user_of(house, tenant, body.jwt)
    await _once(house, tenant, user.token, visitor)
    now, pack = house.clock.now(), house.tenant(tenant).pack
    async with house.store.unit(tenant) as unit:
        goes_on = await identify(unit, visitor, session_id, user.subject, user.fields, pack, now)
    if goes_on and user.fields:
        event = {"event": "identified", "fields": user.fields}
        await house.inbox.happen(tenant, session_id, f"identified:{user.token}"[:200], event)
    new = signed(keys, house, await renewed(house, tenant, visitor))
    again = keys.session_token(tenant, session_id, house.clock.now(), visitor) if goes_on else None
    return Tokens(session_id=session_id if goes_on else None, token=again, visitor=new)


async def _once(house: HouseOf, tenant: str, jti: str, visitor: UUID) -> None:
    """A token that one browser has shown opens nothing for another."""
    key = f"jti:{tenant}:{jti}"
    before = await house.bus.cache_get(key)
    if before and before != visitor.bytes:
        raise NotAllowedError("This user's token was used in another browser: issue one for each page.")
    await house.bus.cache_set(key, visitor.bytes, KEPT_JTI_S)
