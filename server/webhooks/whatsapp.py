"""``/api/chat/webhook``: Meta's handshake and its events, for all numbers of all tenants."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import PlainTextResponse, Response

from kit.errors import NotAllowedError
from kit.logging import logger
from server.access import HouseOf
from server.body import body_up_to
from server.webhooks.admit import admitted
from server.webhooks.lines import Lines
from tools.channels.whatsapp.credentials import VENDOR, Credentials

log = logger("webhook")
router = APIRouter(prefix="/api/chat/webhook", tags=["webhooks"])

LARGEST = 3 * 1024 * 1024
"""Bytes of a body, as Meta bounds it."""
Mode = Annotated[str, Query(alias="hub.mode")]
Token = Annotated[str, Query(alias="hub.verify_token")]
Challenge = Annotated[str, Query(alias="hub.challenge")]
Signature = Annotated[str | None, Header(alias="X-Hub-Signature-256")]


@router.get("", response_class=PlainTextResponse)
@router.get("/{tenant}", response_class=PlainTextResponse)
async def verify(
    house: HouseOf, tenant: str | None = None, mode: Mode = "", token: Token = "", challenge: Challenge = ""
) -> PlainTextResponse:
    """The handshake: the challenge as plain text for who knows the verify token."""
    keys = await _connected(house.lines, tenant)
    known = [secrets.compare_digest(each.verify_token.encode(), token.encode()) for each in keys.values()]
    if mode != "subscribe" or not any(known):
        raise NotAllowedError("The verify token is not one of a connected tenant.")
    return PlainTextResponse(challenge)


@router.post("")
@router.post("/{tenant}")
async def receive(request: Request, house: HouseOf, tenant: str | None = None, signature: Signature = None) -> Response:
    """Keeps the body of whoever's numbers it is about, and acknowledges it; the work comes after."""
    body = await body_up_to(request, LARGEST)
    keys = await _connected(house.lines, tenant)
    try:
        owners = admitted(body, signature, keys, house.lines.owner)
    except NotAllowedError as error:
        log.warning("webhook_refused", vendor=VENDOR, why=error.detail, size=len(body))
        raise
    await house.keeper.keep(owners, VENDOR, body)
    return Response(status_code=200)


async def _connected(lines: Lines, tenant: str | None) -> dict[str, Credentials]:
    found = await lines.all()
    return found if tenant is None else {name: keys for name, keys in found.items() if name == tenant}
