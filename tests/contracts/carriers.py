"""Stand-ins for those who carry messages: Twilio's API, held to the vendor's own description."""

import base64
import re
from typing import Any
from urllib.parse import parse_qsl

import httpx
import orjson
import pytest

from tests.conftest import SHARED

CONTRACT = SHARED / "contracts" / "twilio-messages.openapi.json"
ACCOUNT = "AC" + "0" * 32
TOKEN = "token-1"
PATH = "/2010-04-01/Accounts/{AccountSid}/Messages.json"


class Twilio:
    """``sent`` holds the forms that were taken. ``fail`` is the code of the next refusal, ``raises`` its failure."""

    def __init__(self) -> None:
        self.sent: list[dict[str, str]] = []
        self.fail: tuple[int, int] | None = None
        self.raises: Exception | None = None
        self.blocked: set[str] = set()
        self._operation = _operation()

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if self.raises:
            raise self.raises
        form = self._checked(request)
        if self.fail:
            (code, http), self.fail = self.fail, None
            return _refusal(code, http)
        if form["To"] in self.blocked:
            return _refusal(21610, 400)
        self.sent.append(form)
        sid = f"SM{len(self.sent):032x}"
        return httpx.Response(201, json={**self._example(), "sid": sid, "to": form["To"], "body": form["Body"]})

    def _checked(self, request: httpx.Request) -> dict[str, str]:
        """Holds the request to the description: path, security, and no field that it does not know."""
        pattern = self._operation["parameters"][0]["schema"]["pattern"].strip("^$")
        assert re.fullmatch(PATH.replace("{AccountSid}", pattern).replace(".json", r"\.json"), request.url.path)
        given = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        assert request.headers["authorization"] == f"Basic {given}"
        pairs = parse_qsl(request.content.decode(), keep_blank_values=True)
        schema = self._operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
        assert not {name for name, _ in pairs} - set(schema["properties"])
        form = dict(pairs)
        assert not set(schema.get("required", [])) - set(form)
        assert "From" in form or "MessagingServiceSid" in form
        assert 0 < len(form["Body"].encode("utf-16-le")) // 2 <= 1600
        return form

    def _example(self) -> dict[str, Any]:
        found: dict[str, Any] = self._operation["responses"]["201"]["content"]["application/json"]["examples"]
        example: dict[str, Any] = found["create"]["value"]
        return example


def _operation() -> dict[str, Any]:
    if not CONTRACT.exists():
        pytest.skip("the vendor's description is not here")
    found: dict[str, Any] = orjson.loads(CONTRACT.read_bytes())["paths"][PATH]["post"]
    return found


def _refusal(code: int, http: int) -> httpx.Response:
    told = {"code": code, "message": f"simulated {code}", "more_info": f"https://www.twilio.com/docs/errors/{code}"}
    return httpx.Response(http, json={**told, "status": http})
