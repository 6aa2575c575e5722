"""The Cloud API of one tenant: every request has a timeout, and its failure says whether it may have left."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from kit.errors import UnavailableError
from tools.channels.loose import a_dict, a_text, dicts
from tools.channels.port import Accepted, OutcomeUnknownError, RefusedError
from tools.channels.whatsapp.errors import remedy_of

TIMEOUT = httpx.Timeout(15.0, connect=5.0)
AGENT = "Parley/0.1"
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
PAGE = 100


class Graph:
    """Requests to one tenant's account. The client is shared and closed by whoever opened it."""

    def __init__(self, client: httpx.AsyncClient, base_url: str, version: str, token: str) -> None:
        self._client = client
        self._root = f"{base_url.rstrip('/')}/{version}"
        self._headers = {"Authorization": f"Bearer {token}", "User-Agent": AGENT}

    async def send(self, line: str, payload: dict[str, Any]) -> Accepted:
        """Raises RefusedError, OutcomeUnknownError, or UnavailableError where nothing has left."""
        body = await self._post(f"{line}/messages", payload)
        ids, known = dicts(body.get("messages")), dicts(body.get("contacts"))
        if not ids or not a_text(ids[0].get("id")):
            raise OutcomeUnknownError("WhatsApp answered without the id of the message.")
        person = known[0] if known else {}
        known_by = (a_text(person.get("wa_id")), a_text(person.get("user_id")))
        return Accepted(a_text(ids[0]["id"]), tuple(filter(None, known_by)))

    async def tell(self, line: str, payload: dict[str, Any]) -> None:
        """A sign that is no message: read marks, typing."""
        await self._post(f"{line}/messages", payload)

    async def upload(self, line: str, content: bytes, mime: str, filename: str) -> str:
        """The id of a file to be sent; Meta keeps it for 30 days."""
        form, files = {"messaging_product": "whatsapp", "type": mime}, {"file": (filename, content, mime)}
        answer = await self._asked("POST", f"{self._root}/{line}/media", data=form, files=files)
        return a_text(answer.get("id"))

    async def media(self, id: str, line: str) -> dict[str, Any]:
        """``{"url", "mime_type", "sha256", "file_size"}``; the address is good for five minutes."""
        return await self._asked("GET", f"{self._root}/{id}", params={"phone_number_id": line})

    async def templates(self, account: str) -> list[dict[str, Any]]:
        """All templates of the account, page by page."""
        found: list[dict[str, Any]] = []
        after: str | None = ""
        while after is not None:
            query = {"limit": str(PAGE), **({"after": after} if after else {})}
            page = await self._asked("GET", f"{self._root}/{account}/message_templates", params=query)
            found += dicts(page.get("data"))
            paging = a_dict(page.get("paging"))
            after = a_text(a_dict(paging.get("cursors")).get("after")) if paging.get("next") else None
        return found

    @asynccontextmanager
    async def stream(self, url: str) -> AsyncIterator[httpx.Response]:
        """One hop of a download; redirects are for the caller to judge."""
        async with self._client.stream(
            "GET", url, headers=self._headers, timeout=TIMEOUT, follow_redirects=False
        ) as response:
            yield response

    async def _post(self, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        return await self._asked("POST", f"{self._root}/{path}", json=payload)

    async def _asked(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        try:
            response = await self._client.request(method, url, headers=self._headers, timeout=TIMEOUT, **more)
        except _NEVER_LEFT as error:
            raise UnavailableError(f"WhatsApp cannot be reached: {type(error).__name__}.") from error
        except httpx.HTTPError as error:
            raise OutcomeUnknownError(f"WhatsApp did not answer: {type(error).__name__}.") from error
        body = _json(response)
        if response.is_success and "error" not in body:
            return body
        raise _refusal(response.status_code, a_dict(body.get("error")))


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        return a_dict(response.json())
    except ValueError:
        return {}


def _refusal(http: int, error: dict[str, Any]) -> RefusedError:
    code = error.get("code") if isinstance(error.get("code"), int) else None
    details = a_text(a_dict(error.get("error_data")).get("details")) or a_text(error.get("message"))
    trace = a_text(error.get("fbtrace_id"))
    return RefusedError("WhatsApp", code, details or f"HTTP {http}", remedy_of(code, http), trace)
