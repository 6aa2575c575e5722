"""Who is at the console: a session's cookie, and for every change the token that only our own pages know."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from commerce.accounts.model import Account, Role, RoleError
from commerce.accounts.sessions import Session, find_session
from commerce.audit.repository import record
from kit.errors import NotAllowedError, NotAuthenticatedError
from server.access import HouseOf, KeysOf
from server.wiring import House, Tenant

COOKIE = "parley_console"
CSRF = "X-CSRF"
API = "/console/api"
SAFE = {"GET", "HEAD"}
QUIET = ("/viewing", "/typing", "/here")
"""Said over and over by an open page: a visit's trail would hold nothing else."""


class FactorNeededError(NotAllowedError):
    title = "Show your second factor again"


class OwnerOnlyError(NotAllowedError):
    title = "This is for the owner business"


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody signed in, at work in ``tenant``: their own business, or one that the owner business looks after."""

    session: Session
    tenant: Tenant
    home: Tenant
    csrf: str

    @property
    def account(self) -> Account:
        return self.session.account

    @property
    def agent(self) -> str:
        return str(self.session.account.id)

    @property
    def is_visiting(self) -> bool:
        return self.tenant.id != self.home.id


async def signed_in(request: Request, response: Response, house: HouseOf, keys: KeysOf) -> Signed:
    """Raises NotAuthenticatedError without a session, NotAllowedError for a change that comes from elsewhere."""
    home, _, token = request.cookies.get(COOKIE, "").partition(":")
    if not token or home not in house.tenants:
        raise NotAuthenticatedError("Sign in first.")
    async with house.store.unit(home) as unit:
        session = await find_session(unit, token, house.clock.now())
    csrf = keys.csrf(session.id)
    if request.method not in SAFE and not keys.same(request.headers.get(CSRF, ""), csrf):
        raise NotAllowedError(f"The header {CSRF} is missing or old: load the page again.")
    if session.token:
        keep_cookie(response, request, home, session.token)
    here = session.visiting if session.visiting in house.tenants else home
    signed = Signed(session, house.tenant(here), house.tenant(home), csrf)
    if signed.is_visiting:
        await _note_visit(request, house, signed)
    return signed


def keep_cookie(response: Response, request: Request, tenant: str, token: str) -> None:
    secure = request.url.scheme == "https"
    value = f"{tenant}:{token}"
    response.set_cookie(COOKIE, value, path="/console", httponly=True, samesite="strict", secure=secure)


async def _note_visit(request: Request, house: House, signed: Signed) -> None:
    """What somebody of the owner business changes or opens in another one stands in that one's trail."""
    path = request.url.path.removeprefix(API)
    named = "conversation_id" in request.path_params
    if path.endswith(QUIET) or not (named or request.method not in SAFE):
        return
    detail = {"by": signed.account.email, "from": signed.home.id, "method": request.method, "path": path}
    async with house.store.unit(signed.tenant.id) as unit:
        await record(unit, signed.agent, "owner.request", conversation=None, detail=detail, now=house.clock.now())


SignedIn = Annotated[Signed, Depends(signed_in)]


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets those of ``role`` and above pass. ``whole``: not those who see one branch alone. ``fresh``: a second factor
    was shown within the last minutes. ``owner``: only people of the owner business."""

    role: Role
    whole: bool = False
    fresh: bool = False
    owner: bool = False

    async def __call__(self, house: HouseOf, signed: SignedIn) -> Signed:
        """Raises RoleError, OwnerOnlyError, FactorNeededError."""
        signed.account.require(self.role)
        if self.whole and signed.account.branch:
            raise RoleError(f"This is for those who see the whole business; {signed.account.email} sees one branch.")
        if self.owner and signed.home.pack.file.type != "owner":
            raise OwnerOnlyError(f"{signed.home.id} is not the owner business.")
        if self.fresh and not signed.session.has_fresh_factor(house.clock.now()):
            raise FactorNeededError(
                "Confirm with a code of your authenticator first (POST /console/api/factor/confirm)."
            )
        return signed


FreshAgent = Annotated[Signed, Depends(Guard("agent", fresh=True))]
Supervisor = Annotated[Signed, Depends(Guard("supervisor"))]
FreshBranchAdmin = Annotated[Signed, Depends(Guard("admin", fresh=True))]
Admin = Annotated[Signed, Depends(Guard("admin", whole=True))]
FreshAdmin = Annotated[Signed, Depends(Guard("admin", whole=True, fresh=True))]
OwnerOfAll = Annotated[Signed, Depends(Guard("owner", whole=True, owner=True))]
FreshOwnerOfAll = Annotated[Signed, Depends(Guard("owner", whole=True, fresh=True, owner=True))]
