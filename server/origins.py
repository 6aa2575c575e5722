"""Which sites' pages may call the API: the tenant's own, from a browser that says where the page is from."""

import re
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commerce.packs.business import PackFile
from kit.errors import NotAllowedError, NotAuthenticatedError
from server.problems import problem
from server.wiring import House

GUARDED = "/api/"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept, Last-Event-ID, X-Session-Token",
    "Access-Control-Max-Age": "600",
}
OWN_MACHINE = ("http://localhost:*", "http://127.0.0.1:*")
"""A developer's own pages may always use the chat, to try it."""
_OWN_MACHINE = re.compile(r"http://(localhost|127\.0\.0\.1)(:\d+)?")


class ForeignOriginError(NotAllowedError):
    title = "This site may not use the chat"


def frame_ancestors(file: PackFile) -> str:
    """The sites that may frame the chat, for a content security policy."""
    return " ".join(["'self'", *OWN_MACHINE, *(file.channels.web.allowed_origins or ["*"])])


def allows(file: PackFile, origin: str) -> bool:
    allowed = file.channels.web.allowed_origins
    return not allowed or origin in allowed or bool(_OWN_MACHINE.fullmatch(origin))


def check_origin(house: House, tenant: str, request: Request) -> None:
    """Raises ForeignOriginError for a page of a site that the tenant does not name."""
    origin = request.headers.get("origin")
    if origin and not _is_own(origin, request.headers) and not allows(house.tenant(tenant).pack.file, origin):
        raise ForeignOriginError(f"{origin} is none of the sites that {tenant} allows: its pack names them.")


class Origins:
    """Answers preflights, refuses foreign pages, and lets the others read the answers.

    Programs that are no browsers send no ``Origin`` and pass. Routes without a session token check for themselves.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        origin = headers.get("origin")
        if not origin or not scope["path"].startswith(GUARDED) or _is_own(origin, headers):
            await self._app(scope, receive, send)
            return
        house: House = scope["app"].state.house
        is_known = any(allows(tenant.pack.file, origin) for tenant in house.tenants.values())
        if not is_known or not _may(scope, headers, origin):
            refused = problem(403, ForeignOriginError.title, f"{origin} is none of the sites that are allowed here.")
            await refused(scope, receive, send)
            return
        await self._shared(scope, receive, send, origin)

    async def _shared(self, scope: Scope, receive: Receive, send: Send, origin: str) -> None:
        async def share(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["Access-Control-Allow-Origin"] = origin
                answer.add_vary_header("Origin")
            await send(message)

        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": _preflight(origin)})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, share)


def _is_own(origin: str, headers: Headers) -> bool:
    return urlsplit(origin).netloc == headers.get("host")


def _may(scope: Scope, headers: Headers, origin: str) -> bool:
    """Whether the session that the token opens is of a tenant that allows the page; without a token, the route asks."""
    given = headers.get("authorization", "")
    if not given.lower().startswith("bearer "):
        return True
    state = scope["app"].state
    try:
        tenant, _ = state.keys.session_of(given[7:].strip())
    except NotAuthenticatedError:
        return True
    return tenant in state.house.tenants and allows(state.house.tenants[tenant].pack.file, origin)


def _preflight(origin: str) -> list[tuple[bytes, bytes]]:
    told = {"Access-Control-Allow-Origin": origin, "Vary": "Origin", **PREFLIGHT}
    return [(name.lower().encode(), value.encode()) for name, value in told.items()]
