"""Who is at the console: a session's cookie, and for every change the token that only our own pages know."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from commerce.accounts.model import Account
from commerce.accounts.sessions import Session, find_session
from kit.errors import NotAllowedError, NotAuthenticatedError
from server.access import HouseOf, KeysOf
from server.wiring import Tenant

COOKIE = "parley_console"
CSRF = "X-CSRF"
SAFE = {"GET", "HEAD"}


class FactorNeededError(NotAllowedError):
    title = "Show your second factor again"


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed in, at their own business."""

    session: Session
    tenant: Tenant
    csrf: str

    @property
    def account(self) -> Account:
        return self.session.account

    @property
    def agent(self) -> str:
        return str(self.session.account.id)


async def signed_in(request: Request, response: Response, house: HouseOf, keys: KeysOf) -> Signed:
    """Raises NotAuthenticatedError without a session, NotAllowedError for a change that comes from elsewhere."""
    tenant, _, token = request.cookies.get(COOKIE, "").partition(":")
    if not token or tenant not in house.tenants:
        raise NotAuthenticatedError("Sign in first.")
    async with house.store.unit(tenant) as unit:
        session = await find_session(unit, token, house.clock.now())
    csrf = keys.csrf(session.id)
    if request.method not in SAFE and not keys.same(request.headers.get(CSRF, ""), csrf):
        raise NotAllowedError(f"The header {CSRF} is missing or old: load the page again.")
    if session.token:
        keep_cookie(response, request, tenant, session.token)
    return Signed(session, house.tenant(tenant), csrf)


def keep_cookie(response: Response, request: Request, tenant: str, token: str) -> None:
    secure = request.url.scheme == "https"
    value = f"{tenant}:{token}"
    response.set_cookie(COOKIE, value, path="/console", httponly=True, samesite="strict", secure=secure)


SignedIn = Annotated[Signed, Depends(signed_in)]
