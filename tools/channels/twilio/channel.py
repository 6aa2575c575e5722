"""Text messages as one of the channels."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx

from kit.errors import UnavailableError
from tools.channels.port import Accepted, Address, Content, OutcomeUnknownError, RefusedError
from tools.channels.render.plan import Plan
from tools.channels.render.segments import segments
from tools.channels.render.sms import render_sms
from tools.channels.twilio.credentials import Credentials
from tools.channels.twilio.errors import remedy_of
from tools.channels.twilio.parse import SEND

VERSION = "2010-04-01"
TIMEOUT = httpx.Timeout(15.0, connect=5.0)
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class TwilioChannel:
    """``callback`` is where Twilio tells what became of a message; None where nobody can be reached from outside."""

    def __init__(self, client: httpx.AsyncClient, base_url: str, keys: Credentials, callback: str | None) -> None:
        self._client = client
        self._url = f"{base_url.rstrip('/')}/{VERSION}/Accounts/{keys.account}/Messages.json"
        self._keys = keys
        self._callback = callback

    def render(self, plan: Plan) -> list[Content]:
        return [{"type": "sms", "text": text, "segments": segments(text).count} for text in render_sms(plan)]

    async def send(self, address: Address, content: Content, key: UUID) -> Accepted:
        form = {"To": f"+{address.phone}" if address.phone else address.to, "Body": content["text"]}
        if self._keys.service:
            form["MessagingServiceSid"] = self._keys.service
        else:
            form["From"] = f"+{address.line}" if len(address.line) > 6 and address.line.isdecimal() else address.line
        if self._callback:
            form["StatusCallback"] = f"{self._callback}?{urlencode({SEND: str(key)})}"
        answer = await self._posted(form)
        if not isinstance(answer.get("sid"), str):
            raise OutcomeUnknownError("Twilio answered without the id of the message.")
        return Accepted(answer["sid"])

    async def _posted(self, form: dict[str, str]) -> dict[str, Any]:
        try:
            response = await self._client.post(
                self._url, data=form, auth=(self._keys.account, self._keys.token), timeout=TIMEOUT
            )
        except _NEVER_LEFT as error:
            raise UnavailableError(f"Twilio cannot be reached: {type(error).__name__}.") from error
        except httpx.HTTPError as error:
            raise OutcomeUnknownError(f"Twilio did not answer: {type(error).__name__}.") from error
        body = _json(response)
        if response.is_success:
            return body
        code = body.get("code") if isinstance(body.get("code"), int) else None
        raise RefusedError(
            "Twilio", code, str(body.get("message") or f"HTTP {response.status_code}")[:300],
            remedy_of(code, response.status_code),
        )  # fmt: skip


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
