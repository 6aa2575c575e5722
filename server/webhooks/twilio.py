"""``/api/chat/sms/{tenant}``: texts that came in, and what became of those that left."""

from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response

from kit.errors import NotAllowedError
from kit.logging import logger
from server.access import HouseOf
from server.body import body_up_to
from server.wiring import House
from tools.channels.twilio.credentials import VENDOR, Credentials
from tools.channels.twilio.parse import SEND, fields_of
from tools.channels.twilio.signature import Fields, is_signed

log = logger("webhook")
router = APIRouter(prefix="/api/chat/sms", tags=["webhooks"])

LARGEST = 64 * 1024
NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""The answer in TwiML: nothing to send now; Parley writes through the API."""
Signature = Annotated[str | None, Header(alias="X-Twilio-Signature")]


@router.post("/{tenant}")
async def receive(tenant: str, request: Request, house: HouseOf, signature: Signature = None) -> Response:
    """Keeps the form as it came and acknowledges it; the work comes after."""
    body = await body_up_to(request, LARGEST)
    fields = fields_of(body)
    await _admit(house, tenant, request, fields, signature)
    if sent := request.query_params.get(SEND):
        body += f"&{SEND}={sent}".encode()
    await house.keeper.keep([tenant], VENDOR, body)
    return Response(NOTHING, media_type="text/xml")


async def _admit(house: House, tenant: str, request: Request, fields: Fields, signature: str | None) -> None:
    """Raises NotAllowedError for what the tenant's own account has not signed for exactly this address."""
    keys = await house.lines.keys(tenant, VENDOR) if tenant in house.lines.tenants() else None
    if keys is None:
        raise NotAllowedError("Text messages are not connected for this tenant.")
    own = Credentials.of(keys)
    if not is_signed(_called(house, request), fields, signature, own.secrets):
        log.warning("webhook_refused", vendor=VENDOR, tenant=tenant, why="signature", url=_called(house, request))
        raise NotAllowedError("The signature does not match the form and the public address.")
    if dict(fields).get("AccountSid") != own.account:
        raise NotAllowedError("The form is of another account.")


def _called(house: House, request: Request) -> str:
    """The address that Twilio called: the public one, whatever stands in between."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{house.settings.address.rstrip('/')}{request.url.path}{query}"
