"""``/console/api``: signing in and out, who one is, one's password, being there for new conversations."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from commerce.accounts import passwords, repository
from commerce.accounts.sessions import find_session
from commerce.accounts.sign_in import Given, sign_in
from commerce.audit.repository import record
from commerce.sessions import repository as sessions
from kit.errors import NotAuthenticatedError
from server.access import HouseOf, KeysOf
from server.console.access import COOKIE, Signed, SignedIn, keep_cookie
from server.console.attempts import count_attempt, count_sign_in
from server.console.factor import unsealed

router = APIRouter(prefix="/console/api", tags=["console"])

Short = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tenant: Short
    email: Short
    password: Short
    code: Annotated[str, StringConstraints(max_length=12)] | None = None


class Available(BaseModel):
    available: bool


class NewPassword(BaseModel):
    old: Short
    new: Short


@router.post("/sign-in")
async def enter(body: SignIn, request: Request, response: Response, house: HouseOf, keys: KeysOf) -> dict[str, Any]:
    """Sets the session's cookie. 401 says the same of an unknown business, address and password."""
    await count_sign_in(house, request)
    if body.tenant not in house.tenants:
        passwords.matches(None, body.password)
        raise NotAuthenticatedError("E-mail or password is not right.")
    now = house.clock.now()
    async with house.store.unit(body.tenant) as unit:
        given = Given(body.email, body.password, body.code)
        outcome = await sign_in(unit, given, house.ids.new(), now, unsealed(house))
    if outcome.refusal or not outcome.token:
        raise outcome.refusal or NotAuthenticatedError("E-mail or password is not right.")
    keep_cookie(response, request, body.tenant, outcome.token)
    async with house.store.unit(body.tenant) as unit:
        session = await find_session(unit, outcome.token, now)
    home = house.tenant(body.tenant)
    return _me(Signed(session, home, home, keys.csrf(session.id)))


@router.post("/sign-out")
async def leave(response: Response, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    now = house.clock.now()
    async with house.store.unit(signed.home.id) as unit:
        await sessions.end(unit, signed.session.id, now)
        await repository.set_available(unit, signed.account.id, False, now)
    response.delete_cookie(COOKIE, path="/console")
    return {"signed_out": True}


@router.get("/me")
async def me(signed: SignedIn) -> dict[str, Any]:
    return _me(signed)


@router.post("/available")
async def available(body: Available, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    """Whether new conversations may be put on one's desk. Coming there empties the queue at once."""
    async with house.store.unit(signed.home.id) as unit:
        await repository.set_available(unit, signed.account.id, body.available, house.clock.now())
    if body.available:
        await house.people.dispatch(signed.home.id, signed.home.pack)
    return {"available": body.available}


@router.post("/password")
async def change_password(body: NewPassword, response: Response, house: HouseOf, signed: SignedIn) -> dict[str, bool]:
    """Signs out everywhere."""
    await count_attempt(house, signed)
    now = house.clock.now()
    async with house.store.unit(signed.home.id) as unit:
        row = await repository.get(unit, signed.account.id)
        if not passwords.matches(row["password_hash"], body.old):
            raise NotAuthenticatedError("The old password is not right.")
        await repository.set_password(unit, signed.account.id, passwords.hashed(body.new), now)
        await record(unit, signed.agent, "user.password", conversation=None, detail={}, now=now)
    response.delete_cookie(COOKIE, path="/console")
    return {"changed": True}


def _me(signed: Signed) -> dict[str, Any]:
    account, file = signed.account, signed.tenant.pack.file
    return {
        "id": signed.agent, "name": account.name, "email": account.email, "role": account.role,
        "branch": account.branch, "has_factor": account.has_factor, "csrf": signed.csrf,
        "tenant": signed.tenant.id, "company": file.company.name, "languages": list(file.languages),
        "branches": {branch.id: branch.name for branch in file.branches},
        "stages": list(signed.tenant.pack.pipeline.stages),
        "strategies": [strategy.id for strategy in signed.tenant.pack.strategies],
        "price_lists": [entry.id for entry in signed.tenant.pack.catalogue.pricing.lists],
        "home": signed.home.id, "owns_all": signed.home.pack.file.type == "owner" and account.role == "owner",
    }  # fmt: skip
