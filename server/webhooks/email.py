"""``/api/chat/email/{tenant}``: mail that a provider passes on, whole, as MIME."""

import asyncio
import secrets
from email import message_from_bytes
from email.policy import HTTP
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from kit.errors import InvalidInputError, NotAuthenticatedError
from kit.logging import logger
from server.access import HouseOf
from server.body import body_up_to
from server.wiring import House
from tools.channels.email.credentials import VENDOR
from tools.channels.email.imap import LARGEST

log = logger("webhook")
router = APIRouter(prefix="/api/chat/email", tags=["webhooks"])

FIELDS = ("email", "body-mime")
"""In which providers put the whole mail when they pass it on as a form."""
Given = Annotated[HTTPBasicCredentials | None, Depends(HTTPBasic(auto_error=False))]


@router.post("/{tenant}")
async def receive(tenant: str, request: Request, house: HouseOf, given: Given) -> Response:
    """The body is the mail itself (``message/rfc822``), or a form that has it. Kept first, worked after."""
    await _admit(house, tenant, given)
    body = await _mail(request)
    await house.keeper.keep([tenant], VENDOR, body)
    return Response(status_code=200)


async def _admit(house: House, tenant: str, given: HTTPBasicCredentials | None) -> None:
    """Raises NotAuthenticatedError for who does not know the tenant's secret."""
    keys = await house.lines.keys(tenant, VENDOR) if tenant in house.lines.tenants() else None
    secret = (keys or {}).get("webhook_secret", "")
    if not secret or given is None or not secrets.compare_digest(given.password.encode(), secret.encode()):
        log.warning("webhook_refused", vendor=VENDOR, tenant=tenant, why="secret")
        raise NotAuthenticatedError("Expected the webhook secret as the password of Basic authentication.")


async def _mail(request: Request) -> bytes:
    """Raises InvalidInputError for a form without a mail, and for nothing at all."""
    body, kind = await body_up_to(request, LARGEST), request.headers.get("content-type", "")
    found = await asyncio.to_thread(_held, kind, body)
    if not found.strip():
        raise InvalidInputError(f"Expected the mail as the body, or whole in the field {' or '.join(FIELDS)}.")
    return found


def _held(kind: str, body: bytes) -> bytes:
    """The mail in a form's field, else the body as it is."""
    if kind.startswith("application/x-www-form-urlencoded"):
        fields = dict(parse_qsl(body.decode("utf-8", errors="surrogateescape"), errors="surrogateescape"))
        return next((fields[name] for name in FIELDS if name in fields), "").encode("utf-8", "surrogateescape")
    if not kind.startswith("multipart/form-data"):
        return body
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    for part in form.iter_parts() if form.is_multipart() else []:
        content = part.get_payload(decode=True)
        if part.get_param("name", header="content-disposition") in FIELDS and isinstance(content, bytes):
            return content
    return b""
